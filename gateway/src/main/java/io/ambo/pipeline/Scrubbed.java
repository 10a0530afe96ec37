package io.ambo.pipeline;

/** A bug without its words: where it happened and of which type, because its message may quote a prompt. */
final class Scrubbed extends Exception {

    private static final long serialVersionUID = 1;

    private Scrubbed(Throwable bug) {
        super(bug.getClass().getName());
        setStackTrace(bug.getStackTrace());
    }

    static Scrubbed of(Throwable bug) {
        return new Scrubbed(bug);
    }
}
