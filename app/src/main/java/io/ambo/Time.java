package io.ambo;

import io.ambo.core.Clock;
import io.ambo.core.Timer;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

/**
 * What time it is, and what happens when it has passed.
 *
 * @param timers gives each event loop its timer
 */
record Time(Clock clock, Function<ScheduledExecutorService, Timer> timers) {

    /** The machine's. */
    static Time system() {
        return by(Clock.system());
    }

    /** By this clock; what is to happen later goes by the machine's. */
    static Time by(Clock clock) {
        return new Time(clock, LoopTimer::new);
    }
}
