package io.ambo.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether entries can be written: false while the last commit of any lane failed.
 *
 * <p>While it is false no request is sent, so lanes make no further commits; therefore {@link #tryAgain()} writes a
 * test file instead.
 */
final class Writability {

    private static final System.Logger LOG = System.getLogger(Writability.class.getName());

    /** More than the entries of one loop iteration usually take. */
    private static final int TRIAL_BYTES = 64 * 1024;

    private final Path trial;
    private final JournalFile.Maker files;
    private final Set<Integer> failing = ConcurrentHashMap.newKeySet();

    Writability(Path folder, JournalFile.Maker files) {
        this.trial = folder.resolve("trial");
        this.files = files;
    }

    boolean isGiven() {
        return failing.isEmpty();
    }

    void committed(int lane) {
        if (!failing.isEmpty()) {
            failing.remove(lane);
        }
    }

    void failed(int lane) {
        failing.add(lane);
    }

    /** If a lane's commit failed, writes as much as lanes need to a file and deletes it. */
    void tryAgain() {
        if (failing.isEmpty()) {
            return;
        }
        try {
            Files.deleteIfExists(trial);
            write();
            failing.clear();
            LOG.log(System.Logger.Level.INFO, "the journal can be written again");
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the journal cannot be written yet: " + e.getMessage());
        }
    }

    private void write() throws IOException {
        try (var file = files.make(trial)) {
            var bytes = ByteBuffer.allocate(TRIAL_BYTES);
            while (bytes.hasRemaining()) {
                file.write(bytes, bytes.position());
            }
        } finally {
            Files.deleteIfExists(trial);
        }
    }
}
