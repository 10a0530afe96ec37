package io.ambo.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.config.Settings;
import io.ambo.platform.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConnectionDeadlinesTest {

    private static final Duration IDLE = Settings.fallback().limits().idleTimeout();

    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final ConnectionDeadlines waiting =
            new ConnectionDeadlines(clock, Settings.fallback().limits());

    @Test
    void aReaderWhoTakesNothingForTheIdleTimeHasStopped() {
        waiting.reads(5_000);
        clock.advance(IDLE);
        assertThat(waiting.stoppedReading()).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(waiting.stoppedReading()).isTrue();
    }

    @Test
    void aSlowReaderHasNotStopped() {
        for (var unsent = 100; unsent > 0; unsent--) {
            waiting.reads(unsent);
            clock.advance(IDLE.minusSeconds(1));
            assertThat(waiting.stoppedReading()).isFalse();
        }
    }

    @Test
    void whoHasAllThatThereIsMayWaitForMoreAsLongAsItTakes() {
        waiting.reads(5_000);
        waiting.reads(0);
        clock.advance(Duration.ofHours(1));
        assertThat(waiting.stoppedReading()).isFalse();
    }
}
