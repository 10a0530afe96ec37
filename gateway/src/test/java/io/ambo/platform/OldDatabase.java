package io.ambo.platform;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** A database as an earlier version of Ambo left it. */
public final class OldDatabase {

    private OldDatabase() {}

    /** Makes the tables of a version, and executes statements there. */
    public static void create(DatabasePlace place, String version, String... statements) throws SQLException {
        var url = url(place);
        Flyway.configure()
                .dataSource(url, "postgres", "postgres")
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
        try (var connection = DriverManager.getConnection(url, "postgres", "postgres");
                var statement = connection.createStatement()) {
            for (var each : statements) {
                statement.execute(each);
            }
        }
    }

    private static String url(DatabasePlace place) {
        return switch (place) {
            case DatabasePlace.Sqlite sqlite -> "jdbc:sqlite:" + sqlite.file();
            case DatabasePlace.Postgresql postgresql -> postgresql.url();
        };
    }
}
