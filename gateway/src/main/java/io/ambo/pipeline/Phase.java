package io.ambo.pipeline;

/**
 * Where a request stands, and what each event makes of it. The table is the whole of it: an event that finds no other
 * phase there changes nothing, so that a request ends exactly once.
 */
enum Phase {
    /** Its head was admitted; its body is read, scanned and given to candidates. */
    ADMITTED,
    /** An upstream has been called, and the caller has not got a byte of an answer yet. */
    CALLING,
    /** The caller has got the first words. */
    ANSWERING,
    /** Closed in the ledger. */
    OVER;

    /** What can happen to a request. */
    enum Event {
        /** An upstream is called; it happens again for each further candidate. */
        CALLED,
        /** The first bytes of an answer go to the caller. */
        FIRST_WORDS,
        /** The answer is whole. */
        ANSWERED,
        /** The answer is an error, at whatever moment. */
        REFUSED,
        /** The caller has gone. */
        CALLER_LEFT
    }

    Phase after(Event event) {
        return switch (this) {
            case ADMITTED ->
                switch (event) {
                    case CALLED -> CALLING;
                    case REFUSED, CALLER_LEFT -> OVER;
                    case FIRST_WORDS, ANSWERED -> this;
                };
            case CALLING ->
                switch (event) {
                    case FIRST_WORDS -> ANSWERING;
                    case REFUSED, CALLER_LEFT -> OVER;
                    case CALLED, ANSWERED -> this;
                };
            case ANSWERING ->
                switch (event) {
                    case ANSWERED, REFUSED, CALLER_LEFT -> OVER;
                    case CALLED, FIRST_WORDS -> this;
                };
            case OVER -> this;
        };
    }
}
