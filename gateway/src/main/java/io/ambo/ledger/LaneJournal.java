package io.ambo.ledger;

import java.io.IOException;

/**
 * The journal of one lane, which also tracks what the server needs to know: closed entries, and whether commits
 * succeed.
 */
final class LaneJournal implements Journal {

    private final int lane;
    private final FileJournal journal;
    private final LedgerMetrics metrics;
    private final Writability writability;
    private boolean waiting;

    LaneJournal(int lane, FileJournal journal, LedgerMetrics metrics, Writability writability) {
        this.lane = lane;
        this.journal = journal;
        this.metrics = metrics;
        this.writability = writability;
    }

    @Override
    public void append(Entry entry) {
        journal.append(entry);
        waiting = true;
        if (entry.outcome() != Outcome.OPEN) {
            metrics.closed(entry);
        }
    }

    /** Committing an empty batch writes nothing, and tells nothing about the disk. */
    @Override
    public void commit() throws IOException {
        if (!waiting) {
            return;
        }
        waiting = false;
        try {
            journal.commit();
        } catch (IOException e) {
            writability.failed(lane);
            throw e;
        }
        writability.committed(lane);
    }
}
