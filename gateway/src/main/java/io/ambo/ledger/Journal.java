package io.ambo.ledger;

import java.io.IOException;

/** An append-only file of entries with a single writer, a lane. Committed entries survive the death of the process. */
public interface Journal {

    /** Adds an entry to the batch of this loop iteration; nothing is written yet. */
    void append(Entry entry);

    /** Writes the batch in a single write. If it throws, nothing was written, and the file contains no torn record. */
    void commit() throws IOException;
}
