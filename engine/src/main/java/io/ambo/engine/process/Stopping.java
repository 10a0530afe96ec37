package io.ambo.engine.process;

import java.time.Duration;

/**
 * How an engine is stopped: its standard input is closed, then it is asked, then it is ended.
 *
 * @param grace the time between asking and ending
 */
public record Stopping(Duration grace) {
    public Stopping {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("A grace is not negative: " + grace);
        }
    }
}
