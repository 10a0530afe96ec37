package io.ambo.access;

import io.ambo.platform.DatabasePlace;
import io.ambo.platform.PostgresqlServer;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresqlServer.Extension.class)
class PostgresqlKeysTest extends KeysBattery {

    private final PostgresqlServer server;

    PostgresqlKeysTest(PostgresqlServer server) {
        this.server = server;
    }

    @Override
    DatabasePlace newDatabase() throws SQLException {
        return server.newDatabase();
    }
}
