package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.platform.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JournalAlarmTest {

    @Test
    void theFirstFailureIsLoggedAndThoseOfTheMinuteAfterItAsOneNumber() {
        var clock = new SettableClock(Instant.parse("2026-11-26T12:00:00Z"));
        var alarm = new JournalAlarm(clock);
        try (var logged = new Logged()) {
            for (var i = 0; i < 1000; i++) {
                alarm.accept(new IOException("No space left on device"));
            }
            assertThat(lines(logged)).isEqualTo(1);
            clock.advance(Duration.ofSeconds(61));
            alarm.accept(new IOException("No space left on device"));
            assertThat(lines(logged)).isEqualTo(2);
            assertThat(logged.text()).contains("(commits that failed: 1)", "(commits that failed: 1000)");
        }
    }

    private static long lines(Logged logged) {
        return logged.text()
                .lines()
                .filter(line -> line.contains("the journal cannot be written"))
                .count();
    }
}
