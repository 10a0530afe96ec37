package io.ambo;

import io.ambo.core.Clock;
import io.ambo.core.Timer;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

/**
 * The sources of time: a clock, and a timer for each event loop.
 *
 * @param timers gives each event loop its timer
 */
record Time(Clock clock, Function<ScheduledExecutorService, Timer> timers) {

    /** The machine's clock and timers. */
    static Time system() {
        return by(Clock.system());
    }

    /** This clock, with the machine's timers. */
    static Time by(Clock clock) {
        return new Time(clock, LoopTimer::new);
    }
}
