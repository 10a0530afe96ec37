package io.ambo.engine;

import java.io.IOException;

/** Carries the reason for absence out of the depth where it was found. */
final class AbsentException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient AbsentReason reason;

    AbsentException(AbsentReason reason) {
        super(reason.toString());
        this.reason = reason;
    }

    AbsentReason reason() {
        return reason;
    }

    /** Names the folder or file that could not be used, as the system said it. */
    static AbsentException unusable(IOException failure) {
        AbsentException exception = new AbsentException(new AbsentReason.FolderUnusable(failure.toString()));
        exception.initCause(failure);
        return exception;
    }
}
