package io.ambo.engine.weights;

import io.ambo.engine.host.AbsentException;
import io.ambo.engine.host.AbsentReason;
import io.ambo.engine.host.CancellationToken;
import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.host.FolderLock;
import io.ambo.engine.host.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A folder in which each artifact is either complete or absent.
 *
 * <p>An artifact is built in a temporary folder next to it and then renamed atomically. One process at a time builds; the
 * holder of the lock may delete what an earlier process left unfinished.
 */
public final class ArtifactStore {
    static final String HALF = ".half-";
    private static final long MARGIN = 32L << 20;

    private final Path folder;
    private final EngineEnvironment environment;
    private final CancellationToken cancellation;

    public ArtifactStore(Path folder, EngineEnvironment environment, CancellationToken cancellation) {
        this.folder = folder;
        this.environment = environment;
        this.cancellation = cancellation;
    }

    /** Makes the thing if it is not there, out of the pinned wheel. */
    public void stock(
            BooleanSupplier there, WheelPin pin, long unpacked, Consumer<FetchProgress> listener, Making making)
            throws AbsentException {
        if (there.getAsBoolean()) {
            return;
        }
        WheelFile file = pin.file(environment.platform())
                .orElseThrow(() -> new AbsentException(new AbsentReason.NoRecipeForPlatform(
                        environment.platform().name())));
        listener.accept(FetchProgress.begun(pin.folder(), file.bytes()));
        try (FolderLock _ = FolderLock.on(folder, cancellation)) {
            sweep();
            if (!there.getAsBoolean()) {
                requireRoom(file.bytes() + unpacked + MARGIN);
                make(pin, file, listener, making);
            }
        } catch (IOException e) {
            throw AbsentException.unusable(e);
        }
    }

    private void make(WheelPin pin, WheelFile file, Consumer<FetchProgress> listener, Making making)
            throws IOException, AbsentException {
        Python python = Python.find(environment);
        Path work = Folders.temporary(folder, HALF);
        try {
            Pip pip = new Pip(python, work, environment, cancellation);
            Path wheel = new WheelFetch(pip, listener).fetch(pin, file);
            cancellation.check();
            making.make(pip, wheel, work);
        } finally {
            Folders.delete(work);
        }
    }

    private void requireRoom(long needed) throws IOException, AbsentException {
        long free = environment.freeSpace().at(folder);
        if (free < needed) {
            throw new AbsentException(new AbsentReason.DiskFull(needed, free));
        }
    }

    private void sweep() throws IOException {
        for (Path entry : Folders.entries(folder)) {
            if (entry.getFileName().toString().startsWith(HALF) && Files.isDirectory(entry)) {
                Folders.delete(entry);
            }
        }
    }

    /** Turns a wheel that is here and verified into the thing, and settles it under its name. */
    @FunctionalInterface
    public interface Making {
        void make(Pip pip, Path wheel, Path work) throws IOException, AbsentException;
    }
}
