package io.ambo.core;

import java.io.IOException;

/**
 * One turn of an event loop. What is written to sockets during a turn leaves at its end, after the journal was written,
 * so that nothing is sent that is not on file.
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
