package io.ambo.pipeline;

import org.jspecify.annotations.Nullable;

/** What went wrong with work that was done away from the loop, if anything did. */
record Problem(@Nullable RuntimeException cause) {

    static final Problem NONE = new Problem(null);

    /** Goes on as if the work had been done here. */
    void throwIt() {
        if (cause != null) {
            throw cause;
        }
    }
}
