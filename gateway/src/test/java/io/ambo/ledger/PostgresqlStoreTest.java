package io.ambo.ledger;

import io.ambo.platform.DatabasePlace;
import io.ambo.platform.PostgresqlServer;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresqlServer.Extension.class)
class PostgresqlStoreTest extends StoreBattery {

    private final PostgresqlServer server;

    PostgresqlStoreTest(PostgresqlServer server) {
        this.server = server;
    }

    @Override
    DatabasePlace newDatabase() throws SQLException {
        return server.newDatabase();
    }

    @Override
    String attemptsQuestion() {
        return """
                select entry.id, attempt.number,
                    coalesce(attempt.value ->> 'destination', entry.destination) as destination,
                    attempt.value ->> 'outcome' as outcome,
                    coalesce(cast(attempt.value ->> 'cost_nanos' as bigint), entry.cost_nanos) as cost_nanos
                from entry, jsonb_array_elements(cast(entry.attempts as jsonb)) with ordinality as attempt (value, number)
                order by entry.id, number""";
    }
}
