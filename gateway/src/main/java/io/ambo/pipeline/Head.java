package io.ambo.pipeline;

import io.ambo.dialect.Operation;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request, as far as the pipeline looks at it.
 *
 * @param operation what its path asks for
 * @param at when its first byte came
 * @param nanos the same by {@link io.ambo.core.Clock#nanoTime()}
 * @param header a header's value by its lower-case name, or null
 */
public record Head(Operation operation, Instant at, long nanos, Function<String, @Nullable String> header) {

    @Nullable
    String get(String name) {
        return header.apply(name);
    }
}
