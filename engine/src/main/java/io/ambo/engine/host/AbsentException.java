package io.ambo.engine.host;

import java.io.IOException;

/** Carries the reason for absence out of the depth where it was found. */
public final class AbsentException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient AbsentReason reason;

    public AbsentException(AbsentReason reason) {
        super(reason.toString());
        this.reason = reason;
    }

    public AbsentReason reason() {
        return reason;
    }

    /** Names the folder or file that could not be used, as the system said it. */
    public static AbsentException unusable(IOException failure) {
        AbsentException exception = new AbsentException(new AbsentReason.FolderUnusable(failure.toString()));
        exception.initCause(failure);
        return exception;
    }
}
