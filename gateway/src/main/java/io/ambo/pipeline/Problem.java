package io.ambo.pipeline;

import org.jspecify.annotations.Nullable;

/** What went wrong with work that was done away from the loop, if anything did: a fault, or a want of memory. */
record Problem(@Nullable RuntimeException fault, @Nullable Error error) {

    static final Problem NONE = new Problem(null, null);

    static Problem of(RuntimeException fault) {
        return new Problem(fault, null);
    }

    static Problem of(Error error) {
        return new Problem(null, error);
    }

    /** Goes on as if the work had been done here. */
    void throwIt() {
        if (fault != null) {
            throw fault;
        }
        if (error != null) {
            throw error;
        }
    }
}
