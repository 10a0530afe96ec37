package io.ambo.platform;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.nio.file.Path;
import java.util.Locale;

/** Where the database is: a file in Ambo's home, or a PostgreSQL server. */
public sealed interface DatabasePlace {

    /**
     * SQLite in one file.
     *
     * @param scratch a folder in which SQLite's native library may be unpacked
     */
    record Sqlite(Path file, Path scratch) implements DatabasePlace {
        @Override
        public String toString() {
            return file.toString();
        }
    }

    /** A PostgreSQL server, by a JDBC address that holds no password. */
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
     * @param url {@code postgresql://host:port/name} or the same after {@code jdbc:}
     * @throws Refusal another scheme, or a password in the address
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
