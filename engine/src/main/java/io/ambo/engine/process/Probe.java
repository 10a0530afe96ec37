package io.ambo.engine.process;

import java.time.Duration;

/**
 * How an engine is asked whether it is well: a GET that is answered with 200.
 *
 * @param path the path of the health endpoint
 * @param factsPath the path whose answer describes the model in OpenAI's list shape
 * @param startLimit how long it may take to become ready
 * @param interval the time between two probes of a ready engine
 * @param timeout how long one probe may take
 * @param misses how many probes in a row may fail before the engine counts as ill
 */
public record Probe(
        String path, String factsPath, Duration startLimit, Duration interval, Duration timeout, int misses) {

    public Probe {
        if (!path.startsWith("/") || !factsPath.startsWith("/")) {
            throw new IllegalArgumentException("A probe's path starts with a slash: " + path + ", " + factsPath);
        }
        if (!startLimit.isPositive() || !interval.isPositive() || !timeout.isPositive() || misses < 1) {
            throw new IllegalArgumentException("A probe's times are positive and it allows at least one miss");
        }
    }

    /** The probe of llama.cpp's server, which vLLM and SGLang answer too. */
    public static Probe usual() {
        return new Probe(
                "/health", "/v1/models", Duration.ofMinutes(2), Duration.ofSeconds(5), Duration.ofSeconds(5), 3);
    }
}
