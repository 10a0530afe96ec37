package io.ambo.pipeline;

import io.ambo.format.UpstreamError;
import io.ambo.privacy.Scanner;
import io.ambo.provider.EndpointSupplier;
import java.util.Optional;

/** Takes out of what an upstream says of its error whatever is secret, and puts the caller's own values back. */
record ErrorScrubber(EndpointSupplier endpoint, Scanner scanner, Optional<Restoration> restoration) {

    private static final int LONGEST_GENERATION = 4000;

    /** A code in which anything had to be hidden is none. */
    UpstreamError scrub(UpstreamError error) {
        return new UpstreamError(
                scrub(error.words()),
                error.code().filter(code -> scrub(code).equals(code)),
                error.type().filter(type -> scrub(type).equals(type)),
                error.failedGeneration().map(this::restored));
    }

    /** A model wrote it, as it writes an answer. */
    private String restored(String generated) {
        var shorter =
                generated.length() > LONGEST_GENERATION ? generated.substring(0, LONGEST_GENERATION) + "…" : generated;
        return restore(withoutKey(shorter));
    }

    private String scrub(String words) {
        return restore(Failures.scrub(withoutKey(words), scanner));
    }

    private String withoutKey(String words) {
        return endpoint.now()
                .map(endpoint -> endpoint.hideKey(words, Failures.REMOVED))
                .orElse(words);
    }

    private String restore(String words) {
        return restoration.map(present -> present.text(words)).orElse(words);
    }
}
