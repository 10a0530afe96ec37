package io.ambo.ledger;

import io.ambo.platform.Workplace;
import java.time.Instant;
import java.util.List;

/** Where the drain puts entries. Each call happens whole or not at all. */
interface EntryStore {

    /** How far a file was moved already, 0 when nothing of it was. */
    long position(String file);

    /**
     * Keeps entries and how far the file was moved with them. An entry that is there is replaced only if it was open; so
     * the same may be moved twice.
     *
     * @param where does the work
     */
    void move(List<Entry> entries, String file, long position, Workplace where);

    /** The file is gone. */
    void forget(String file);

    /** What was kept survives a loss of power from here on. */
    void makeDurable();

    /**
     * Closes what earlier runs of this node left open: failed, interrupted, at the reserved amount, and the attempt that was
     * under way as interrupted too.
     *
     * @return how many
     */
    int closeInterrupted(String currentRun, Instant at);
}
