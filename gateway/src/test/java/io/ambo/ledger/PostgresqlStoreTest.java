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
}
