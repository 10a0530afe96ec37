package io.ambo;

import io.ambo.config.Settings;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Applies {@code log-level} of {@code ambo.yaml} to Ambo's own log, and makes its lines safe to show. */
final class LogLevels {

    /** A strong reference: the JDK drops the level of a logger that is garbage-collected. */
    private static final Logger OWN = Logger.getLogger("io.ambo");

    private LogLevels() {}

    /** Sets the level for the whole process. */
    static void set(Settings.LogLevel level) {
        var ours = julLevel(level);
        OWN.setLevel(ours);
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            // a formatter that a person configured stays
            if (handler.getFormatter() != null && handler.getFormatter().getClass() == SimpleFormatter.class) {
                handler.setFormatter(new LogFormatter());
            }
            if (handler.getLevel().intValue() > ours.intValue()) {
                handler.setLevel(ours);
            }
        }
    }

    private static Level julLevel(Settings.LogLevel level) {
        return switch (level) {
            case ERROR -> Level.SEVERE;
            case WARNING -> Level.WARNING;
            case INFO -> Level.INFO;
            case DEBUG -> Level.FINE;
        };
    }
}
