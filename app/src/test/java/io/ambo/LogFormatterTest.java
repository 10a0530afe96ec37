package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogFormatterTest {

    private final LogFormatter formatter = new LogFormatter();

    @Test
    void whatAProviderWroteIsOneLineAndSteersNothing() {
        var logged = new LogRecord(Level.WARNING, "call failed: {0}");
        logged.setParameters(new Object[] {"x\u001b]52;c;AAAA\u0007\r\nSEVERE: all is lost"});
        assertThat(formatter.format(logged).strip().lines())
                .last()
                .isEqualTo("WARNING: call failed: x\\u001b]52;c;AAAA\\u0007\\u000d\\nSEVERE: all is lost");
    }

    @Test
    void aTraceKeepsItsLinesAndSteersNothing() {
        var logged = new LogRecord(Level.SEVERE, "a bug");
        logged.setThrown(new IllegalStateException("\u009b31m"));
        assertThat(formatter.format(logged)).contains("\\u009b31m", "\n\tat ");
    }

    @Test
    void ourOwnLogUsesIt() {
        LogLevels.set(io.ambo.config.Settings.LogLevel.INFO);
        assertThat(java.util.logging.Logger.getLogger("").getHandlers())
                .extracting(handler -> handler.getFormatter().getClass().getSimpleName())
                .doesNotContain("SimpleFormatter");
    }
}
