package io.ambo.platform;

import io.ambo.core.Clock;
import java.time.Duration;
import java.time.Instant;

/** A clock that advances only when a test says so. */
public final class SettableClock implements Clock {

    private volatile Instant now;

    public SettableClock(Instant now) {
        this.now = now;
    }

    public void advance(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public long nanoTime() {
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
