package io.ambo.ledger;

import java.io.IOException;

/** An append-only file of entries with one writer: a lane. What was committed survives the death of the process. */
public interface Journal {

    /** Puts an entry into the batch of this turn of the loop; nothing is on file yet. */
    void append(Entry entry);

    /** Writes the batch with one write; what it threw for was not written, and the file has no torn record in it. */
    void commit() throws IOException;
}
