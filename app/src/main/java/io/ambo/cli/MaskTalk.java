package io.ambo.cli;

import io.ambo.documents.FileMasking;
import io.ambo.documents.FileRecord;

/** Tells on a terminal how far the masking of files is, in one line that is written over; elsewhere nothing. */
final class MaskTalk implements FileMasking.Progress {

    private static final long BETWEEN_STROKES = 200_000_000L;

    private final Session session;
    private final boolean overwrites;
    private long toldAt = System.nanoTime() - BETWEEN_STROKES;
    private boolean lineOpen;

    MaskTalk(Session session) {
        this.session = session;
        this.overwrites = session.terminal().styled();
    }

    @Override
    public synchronized void finished(FileRecord file, int done, int all) {
        var now = System.nanoTime();
        if (overwrites && now - toldAt >= BETWEEN_STROKES) {
            toldAt = now;
            lineOpen = true;
            session.overwrite(session.words("cli.mask.progress", done, all, file.path()));
        }
    }

    /** Clears the line. */
    synchronized void done() {
        if (lineOpen) {
            session.overwrite("");
            lineOpen = false;
        }
    }
}
