package io.ambo.platform;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** A database as the first version of Ambo left it: its tables, and one key. */
final class FirstVersion {

    private static final String KEY = """
            insert into access_key (id, name, hash, models, kinds, policies, rights, created_at)
            values ('key_00000000', 'old', '00', '', 'closed', '', '', 0)""";

    private FirstVersion() {}

    static void create(DatabasePlace place) throws SQLException {
        var url = url(place);
        Flyway.configure()
                .dataSource(url, "postgres", "postgres")
                .locations("classpath:db/migration")
                .target("1")
                .load()
                .migrate();
        try (var connection = DriverManager.getConnection(url, "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute(KEY);
            statement.execute("insert into access_mark (name) values ('keyed')");
        }
    }

    private static String url(DatabasePlace place) {
        return switch (place) {
            case DatabasePlace.Sqlite sqlite -> "jdbc:sqlite:" + sqlite.file();
            case DatabasePlace.Postgresql postgresql -> postgresql.url();
        };
    }
}
