package io.ambo.pipeline;

import io.ambo.format.UpstreamError;
import io.ambo.privacy.Scanner;
import io.ambo.provider.EndpointSupplier;
import java.util.Optional;

/** Takes out of what an upstream says of its error whatever is secret, and puts the caller's own values back. */
record ErrorScrubber(EndpointSupplier endpoint, Scanner scanner, Optional<Restoration> restoration) {

    /** A code in which anything had to be hidden is none. */
    UpstreamError scrub(UpstreamError error) {
        return new UpstreamError(
                scrub(error.words()),
                error.code().filter(code -> scrub(code).equals(code)),
                error.type().filter(type -> scrub(type).equals(type)));
    }

    private String scrub(String words) {
        var keyless = endpoint.now()
                .map(endpoint -> endpoint.hideKey(words, Failures.REMOVED))
                .orElse(words);
        var clean = Failures.scrub(keyless, scanner);
        return restoration.map(present -> present.text(clean)).orElse(clean);
    }
}
