package io.ambo.ledger;

import java.util.Locale;

/** How a request ended. */
public enum Outcome {
    /** Not ended yet: a call may be running. */
    OPEN,
    /** Answered completely. */
    SERVED,
    /** Ambo refused it; no answer came from a model. */
    REFUSED,
    /** Every attempt failed, or the answer broke off. */
    FAILED,
    /** The caller disconnected before the end. */
    ABANDONED;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The name in tables: lower case. */
    String id() {
        return id;
    }

    static Outcome of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
