package io.ambo.access;

import io.ambo.platform.DatabasePlace;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteKeysTest extends KeysBattery {

    @TempDir
    Path folder;

    @Override
    DatabasePlace newDatabase() {
        return new DatabasePlace.Sqlite(folder.resolve("ambo.db"), folder);
    }
}
