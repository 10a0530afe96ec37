package io.ambo.pipeline;

import io.ambo.ledger.Entry;

/** Puts entries into the ledger. */
interface Recorder {

    /** It is on file at the end of this turn, before what it is about leaves; or {@code lost} runs. */
    void record(Entry entry, Runnable lost);
}
