package io.ambo.platform;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Libraries that talk more than a person wants to read: only their warnings are let through. */
final class Quiet {

    /** Held, because the system forgets the level of a logger that nobody holds. */
    private static final List<Logger> LIBRARIES = List.of(
            Logger.getLogger("com.zaxxer.hikari"), Logger.getLogger("org.flywaydb"), Logger.getLogger("org.jooq"));

    private Quiet() {}

    static void libraries() {
        LIBRARIES.forEach(library -> library.setLevel(Level.WARNING));
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }
}
