package io.ambo.core;

/**
 * A copy of an exception for the log, without its message, which could quote a prompt or a key: only type and stack
 * trace.
 */
public final class SanitizedException extends Exception {

    private static final long serialVersionUID = 1;

    private SanitizedException(Throwable thrown) {
        super(thrown.getClass().getName());
        setStackTrace(thrown.getStackTrace());
    }

    public static SanitizedException of(Throwable thrown) {
        return new SanitizedException(thrown);
    }
}
