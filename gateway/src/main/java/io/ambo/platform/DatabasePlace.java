package io.ambo.platform;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.nio.file.Path;
import java.util.Locale;

/** The location of the database: a file in Ambo's home, or a PostgreSQL server. */
public sealed interface DatabasePlace {

    /**
     * A SQLite file.
     *
     * @param scratch a folder for unpacking SQLite's native library
     */
    record Sqlite(Path file, Path scratch) implements DatabasePlace {
        @Override
        public String toString() {
            return file.toString();
        }
    }

    /** A PostgreSQL server, by a JDBC address without a password. */
    record Postgresql(String url, String user, Secret password) implements DatabasePlace {
        @Override
        public String toString() {
            return url;
        }
    }

    /** The file {@code ledger/ambo.db} of a home. */
    static DatabasePlace in(Home home) {
        return new Sqlite(home.ledger().resolve("ambo.db"), home.run());
    }

    /**
     * A PostgreSQL server.
     *
     * @param url {@code postgresql://host:port/name}, optionally prefixed with {@code jdbc:}
     * @throws Refusal if the scheme is another one, or the address contains a password
     */
    static DatabasePlace postgresql(String url, String user, Secret password) {
        var address = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
        if (!address.startsWith("postgresql:")) {
            throw Refusal.of(Reason.BAD_CONFIGURATION, "home.database-scheme").hint("home.database-scheme-hint");
        }
        var lower = address.toLowerCase(Locale.ROOT);
        if (lower.contains("password=") || lower.contains("@")) {
            throw Refusal.of(Reason.BAD_CONFIGURATION, "home.database-password").hint("home.database-password-hint");
        }
        return new Postgresql("jdbc:" + address, user, password);
    }
}
