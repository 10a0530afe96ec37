package io.ambo.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real PostgreSQL server, shared by all tests of a run and stopped at its end; each test requests its own database.
 */
public final class PostgresqlServer implements AutoCloseable {

    /** Provides the server as a test parameter. */
    public static final class Extension implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == PostgresqlServer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(PostgresqlServer.class, _ -> new PostgresqlServer(), PostgresqlServer.class);
        }
    }

    private static final Logger LIBRARY = Logger.getLogger("io.zonky.test");

    private final EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresqlServer() {
        LIBRARY.setLevel(Level.WARNING);
        try {
            server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(
                            Path.of("target", "postgresql").toAbsolutePath().toFile())
                    .setCleanDataDirectory(true)
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new, empty database. */
    public DatabasePlace newDatabase() throws SQLException {
        var name = "test" + databases.incrementAndGet();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return DatabasePlace.postgresql(
                "postgresql://localhost:" + server.getPort() + "/" + name, "postgres", new Secret("postgres"));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
