package io.ambo.core;

/** What was thrown without its words, which may quote a prompt or a key: its type and where it happened, for the log. */
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
