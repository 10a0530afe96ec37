package io.ambo.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether entries can be written: not while the last commit of a lane failed.
 *
 * <p>Whoever is told so sends nothing, so that no lane would ever try again; therefore {@link #tryAgain()} writes a file
 * of its own in their stead.
 */
final class Writability {

    private static final System.Logger LOG = System.getLogger(Writability.class.getName());

    /** More than the entries of one turn of a loop take as a rule. */
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

    /** Writes as much as lanes need, if one of them failed, and takes it away again. */
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
