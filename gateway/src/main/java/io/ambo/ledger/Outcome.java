package io.ambo.ledger;

import java.util.Locale;

/** How an arrival ended. */
public enum Outcome {
    /** Not ended yet: a call may be under way. */
    OPEN,
    /** Answered to the end. */
    SERVED,
    /** Ambo said no; no answer came from a model. */
    REFUSED,
    /** Every attempt failed, or the answer broke off. */
    FAILED,
    /** The caller left before the end. */
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
