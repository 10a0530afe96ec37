package io.ambo.platform;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Libraries that talk more than a person wants to read: only warnings are let through, and of the pool nothing, for
 * {@link Database} says it.
 */
final class Quiet {

    /** Held, because the system forgets the level of a logger that nobody holds. */
    private static final List<Logger> LIBRARIES =
            List.of(Logger.getLogger("org.flywaydb"), Logger.getLogger("org.jooq"));

    /** It logs a stack trace for each try during an outage. */
    private static final Logger POOL = Logger.getLogger("com.zaxxer.hikari");

    /** It warns at each start of a PostgreSQL that is older than its newest; what we ask, the older ones answer too. */
    private static final Logger VERSIONS = Logger.getLogger("org.jooq.impl.DefaultExecuteContext.logVersionSupport");

    private Quiet() {}

    static void libraries() {
        POOL.setLevel(Level.OFF);
        VERSIONS.setLevel(Level.OFF);
        LIBRARIES.forEach(library -> library.setLevel(Level.WARNING));
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }
}
