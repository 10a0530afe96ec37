package io.ambo.core;

import java.io.IOException;

/**
 * One iteration of an event loop. Requests to upstreams and the ends of replies are sent at the end of the iteration,
 * after the journal is written, so that neither is sent unrecorded. The chunks of a reply before its end do not wait.
 */
public interface LoopTick {

    /** Runs {@code flush} once at the end of this iteration. */
    void atEnd(Flush flush);

    /** An action that is held back until the journal is written. */
    interface Flush {

        /** Called when the journal is written: send what was held back. */
        void go();

        /** Called when the journal cannot be written and the policy forbids unrecorded requests. */
        void journalGone(IOException cause);
    }
}
