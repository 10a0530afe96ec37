package io.ambo.engine.weights;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a fetch has come.
 *
 * @param file what is fetched
 * @param done bytes that are here
 * @param total bytes it will be
 * @param bytesPerSecond the rate since the client began; 0 before the first byte
 * @param left the estimated time until it is here; empty before a rate is known
 */
public record FetchProgress(String file, long done, long total, long bytesPerSecond, Optional<Duration> left) {

    public static FetchProgress begun(String file, long total) {
        return new FetchProgress(file, 0, total, 0, Optional.empty());
    }

    public static FetchProgress measured(String file, long done, long total, Duration since) {
        return resumed(file, 0, done, total, since);
    }

    /** The same where so many bytes were here before the client began. */
    static FetchProgress resumed(String file, long before, long done, long total, Duration since) {
        long bounded = Math.clamp(done, 0, total);
        long nanos = since.toNanos();
        if (bounded <= before || nanos <= 0) {
            return new FetchProgress(file, bounded, total, 0, Optional.empty());
        }
        double rate = (bounded - before) * 1e9 / nanos;
        Duration left = Duration.ofMillis((long) ((total - bounded) * 1000 / rate));
        return new FetchProgress(file, bounded, total, (long) rate, Optional.of(left));
    }
}
