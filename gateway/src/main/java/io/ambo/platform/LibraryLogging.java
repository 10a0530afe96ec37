package io.ambo.platform;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Limits the logging of libraries: only warnings are logged, and nothing of the connection pool, whose failures
 * {@link Database} reports.
 */
final class LibraryLogging {

    /** Referenced here, because the system drops a logger that nothing references, with its level. */
    private static final List<Logger> LIBRARIES =
            List.of(Logger.getLogger("org.flywaydb"), Logger.getLogger("org.jooq"));

    /** It logs a stack trace for each attempt during an outage. */
    private static final Logger POOL = Logger.getLogger("com.zaxxer.hikari");

    /**
     * It warns at each start if PostgreSQL is older than the newest version it knows; our queries work on older ones
     * too.
     */
    private static final Logger VERSIONS = Logger.getLogger("org.jooq.impl.DefaultExecuteContext.logVersionSupport");

    private LibraryLogging() {}

    static void libraries() {
        POOL.setLevel(Level.OFF);
        VERSIONS.setLevel(Level.OFF);
        LIBRARIES.forEach(library -> library.setLevel(Level.WARNING));
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }
}
