package io.ambo.ledger;

import io.ambo.platform.TaskRunner;
import java.time.Instant;
import java.util.List;

/** The store into which the drain moves entries. Each call is atomic. */
interface EntryStore {

    /** How far a file has been moved; 0 if nothing of it was. */
    long position(String file);

    /**
     * Stores entries together with the file's new position. An existing entry is replaced only if it is open, so a move
     * can be repeated.
     *
     * @param where runs the work
     */
    void move(List<Entry> entries, String file, long position, TaskRunner where);

    /** Forgets the position of a deleted file. */
    void forget(String file);

    /** Makes everything stored so far durable against power failure. */
    void makeDurable();

    /**
     * Closes the entries that earlier runs of this node left open: as failed and interrupted, at the reserved amount,
     * with the running attempt marked as interrupted too.
     *
     * @return how many
     */
    int closeInterrupted(String currentRun, Instant at);
}
