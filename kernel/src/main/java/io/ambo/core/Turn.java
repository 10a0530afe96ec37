package io.ambo.core;

import java.io.IOException;

/**
 * One turn of an event loop. Requests to upstreams and the ends of replies leave at its end, after the journal was written,
 * so that neither is sent that is not on file; words in between need not wait.
 */
public interface Turn {

    /** Runs once at the end of this turn. */
    void atEnd(Flush flush);

    /** Something that is held back until the journal is written. */
    interface Flush {

        /** The journal is written: let it go. */
        void go();

        /** The journal could not be written, and the policy says that nothing may go unrecorded. */
        void journalGone(IOException cause);
    }
}
