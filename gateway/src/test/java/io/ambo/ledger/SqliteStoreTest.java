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
}
