package io.ambo.engine.weights;

import io.ambo.engine.host.Digests;
import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.host.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Downloads one file of a hub into a partial file, resumes an earlier download, and renames the file once its size and
 * hash match and it is a GGUF file.
 */
final class HubFetch {
    private static final int MOST_CUTS = 5;

    private final HubFile file;
    private final HubLine line;
    private final HubPart part;
    private final EngineEnvironment environment;
    private final Consumer<FetchProgress> listener;
    private final HubBody body;
    private long announced;

    HubFetch(HubFile file, HubLine line, EngineEnvironment environment, Consumer<FetchProgress> listener) {
        this.file = file;
        this.line = line;
        this.part = new HubPart(environment.weights(), file.fileName());
        this.environment = environment;
        this.listener = listener;
        this.body = new HubBody(file, environment);
    }

    KeptWeights fetch() throws IOException, WeightsException, InterruptedException {
        int cuts = 0;
        while (true) {
            long before = part.bytes();
            try {
                arrive();
                return settle();
            } catch (TransferInterruptedException cut) {
                cuts = part.bytes() > before ? 1 : cuts + 1;
                if (cuts >= MOST_CUTS) {
                    throw new WeightsException(cut.failure(file.fileName(), part.bytes(), announced));
                }
                Duration wait = environment.backoff().before(cuts, environment.random());
                environment.time().await(new CompletableFuture<Void>(), wait);
            }
        }
    }

    /** Gets the rest of the file, or says where the line was cut. */
    private void arrive() throws IOException, WeightsException, InterruptedException, TransferInterruptedException {
        if (part.mark() == null && file.sha256().isEmpty()) {
            part.drop(); // nothing would tell whether the rest is of the same version
        }
        HttpURLConnection answer;
        try {
            answer = line.ask(file.address(), part.bytes(), part.mark());
        } catch (IOException e) {
            throw new TransferInterruptedException(HubLine.host(file.hub()), e);
        }
        try {
            HubAnswer head = new HubAnswer(answer, file);
            if (head.outOfRange()) {
                part.drop();
                throw new TransferInterruptedException(head.host(), new IOException("the part did not fit"));
            }
            long total = head.total(part.bytes());
            announced = total;
            if (!head.continues()) {
                part.drop();
            }
            requireRoom(total - part.bytes());
            part.note(head.mark());
            copy(answer, total);
        } finally {
            answer.disconnect();
        }
    }

    private void copy(HttpURLConnection answer, long total)
            throws IOException, WeightsException, TransferInterruptedException {
        Instant begun = environment.time().now();
        long first = part.bytes();
        long done = first;
        byte[] buffer = new byte[1 << 16];
        InputStream in = body.open(answer);
        try (OutputStream out =
                Files.newOutputStream(part.file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int read = body.read(in, buffer); read >= 0; read = body.read(in, buffer)) {
                done += read;
                if (done > total) {
                    break;
                }
                body.write(out, buffer, read, total - done);
                tell(first, done, total, begun);
            }
        }
        if (done > total) {
            part.drop();
            throw new WeightsException(new WeightsFailure.WrongSize(file.fileName(), total, done));
        }
        if (done < total) {
            throw new TransferInterruptedException(HubLine.host(file.hub()), new IOException("it ended early"));
        }
    }

    private void tell(long first, long done, long total, Instant begun) {
        Duration since = Duration.between(begun, environment.time().now());
        listener.accept(FetchProgress.resumed(file.fileName(), first, done, total, since));
    }

    private KeptWeights settle() throws IOException, WeightsException {
        String found = Digests.of(part.file());
        Optional<String> wanted = file.sha256();
        if (wanted.isPresent() && !wanted.get().equals(found)) {
            part.drop();
            throw new WeightsException(new WeightsFailure.WrongHash(file.fileName(), wanted.get(), found));
        }
        long bytes = part.bytes();
        try {
            GgufHeader.of(part.file());
        } catch (WeightsException e) {
            part.drop();
            throw e;
        }
        Folders.settle(part.file(), environment.weights().resolve(file.fileName()));
        part.drop();
        return new KeptWeights(file.fileName(), bytes, found);
    }

    private void requireRoom(long missing) throws IOException, WeightsException {
        long free = environment.freeSpace().at(Folders.open(environment.weights()));
        if (free < missing + HubBody.MARGIN) {
            throw new WeightsException(new WeightsFailure.DiskFull(missing + HubBody.MARGIN, free));
        }
    }
}
