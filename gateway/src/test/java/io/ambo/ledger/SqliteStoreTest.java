package io.ambo.ledger;

import io.ambo.platform.DatabasePlace;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreBattery {

    @TempDir
    Path folder;

    @Override
    DatabasePlace newDatabase() {
        return new DatabasePlace.Sqlite(folder.resolve("ambo.db"), folder);
    }

    @Override
    String attemptsQuestion() {
        return """
                select entry.id, attempt.key as number,
                    coalesce(attempt.value ->> 'destination', entry.destination) as destination,
                    attempt.value ->> 'outcome' as outcome,
                    coalesce(attempt.value ->> 'cost_nanos', entry.cost_nanos) as cost_nanos
                from entry, json_each(entry.attempts) as attempt
                order by entry.id, number""";
    }
}
