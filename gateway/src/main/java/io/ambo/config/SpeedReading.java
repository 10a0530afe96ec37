package io.ambo.config;

import io.ambo.catalog.Speed;

/** Reads a model's speed as stored by {@code ambo models test}. */
final class SpeedReading {

    private static final int MOST_MILLIS = 86_400_000;

    private SpeedReading() {}

    /** A speed and the model it belongs to. */
    record Measured(String model, Speed speed) {}

    static Measured read(Section section) {
        var tokens = section.decimal("tokens-per-second");
        if (tokens.signum() < 0) {
            section.mistake("tokens-per-second", "config.amount");
        }
        return new Measured(
                section.text("model"),
                new Speed(
                        Math.max(0, tokens.doubleValue()),
                        section.whole("first-ms", 0, MOST_MILLIS),
                        section.date("measured"),
                        section.text("machine", "")));
    }
}
