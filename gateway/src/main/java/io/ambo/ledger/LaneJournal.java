package io.ambo.ledger;

import java.io.IOException;

/** The journal of one lane, with what the server wants to know of it: closed entries, and whether commits succeed. */
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

    /** A commit of nothing writes nothing, and says nothing about the disk. */
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
