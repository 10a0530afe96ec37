package io.ambo.pipeline;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.format.Surface;
import io.ambo.provider.LoopDetection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request, as far as the pipeline looks at it.
 *
 * @param surface where it asks
 * @param at when its first byte came
 * @param nanos the same by {@link io.ambo.core.Clock#nanoTime()}
 * @param authorization what the caller shows, or null
 * @param passedBy the servers that passed it on, as the header Via names them, or null
 * @param steering the headers whose names begin with {@link #OURS}, by lower-case name
 * @param betas the lines of the header {@code anthropic-beta}
 */
public record RequestHead(
        Surface surface,
        Instant at,
        long nanos,
        @Nullable String authorization,
        @Nullable String passedBy,
        Map<String, List<String>> steering,
        List<String> betas) {

    /** A head without {@code anthropic-beta}. */
    public RequestHead(
            Surface surface,
            Instant at,
            long nanos,
            @Nullable String authorization,
            @Nullable String passedBy,
            Map<String, List<String>> steering) {
        this(surface, at, nanos, authorization, passedBy, steering, List.of());
    }

    /** The header by which callers of Anthropic's format ask for features. */
    public static final String BETAS = BetaFeatures.HEADER;

    /** How the names of Ambo's own headers begin. */
    public static final String OURS = "x-ambo-";

    /** Whether a request with this header Via came from a proxy that is no Ambo, and so from who knows where. */
    public static boolean passedByStrangers(String via) {
        return !LoopDetection.onlyAmbos(via);
    }

    /** The servers that passed it on, as the header Via names them. */
    Optional<String> via() {
        return Optional.ofNullable(passedBy);
    }

    /**
     * The value of one of Ambo's own headers.
     *
     * @throws Refusal it is there twice, so that one of them would be overlooked
     */
    Optional<String> steering(String name) {
        var values = steering.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw Refusal.of(Reason.INVALID_MEMBER, "request.header.twice", name)
                    .at(name);
        }
        return values.stream().findFirst();
    }

    /** Refuses an unknown header with Ambo's prefix, because its sender relies on it. */
    void requireKnown(Set<String> known) {
        for (var name : steering.keySet()) {
            if (!known.contains(name)) {
                throw Refusal.of(
                                Reason.INVALID_MEMBER,
                                "request.header.unknown",
                                name,
                                String.join(", ", known.stream().sorted().toList()))
                        .at(name);
            }
        }
    }
}
