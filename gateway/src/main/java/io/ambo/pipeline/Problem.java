package io.ambo.pipeline;

import org.jspecify.annotations.Nullable;

/** What went wrong with work that was done away from the loop, if anything did. */
record Problem(@Nullable Throwable cause) {

    static final Problem NONE = new Problem(null);

    /** Goes on as if the work had been done here. */
    void throwIt() {
        switch (cause) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            default -> throw new IllegalStateException(cause);
        }
    }
}
