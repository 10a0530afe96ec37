package io.ambo.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Fetches one large file of a hub in several parts at the same time, each into a file of its own that goes on where it
 * was cut, and puts them together when all are whole.
 */
final class HubParts {
    private static final int PARTS = 4;
    private static final int MOST_CUTS = 5;

    private final HubFile file;
    private final HubLine line;
    private final String mark;
    private final long total;
    private final Surroundings surroundings;
    private final Consumer<FetchProgress> listener;
    private final HubBody body;
    private final List<Piece> pieces;
    private final Instant begun;
    private final long first;
    private long done;
    private volatile boolean over;

    /** What is fetched is the version that the hub names by this mark. */
    HubParts(
            HubFile file,
            HubLine line,
            String mark,
            long total,
            Surroundings surroundings,
            Consumer<FetchProgress> listener)
            throws IOException {
        this.file = file;
        this.line = line;
        this.mark = mark;
        this.total = total;
        this.surroundings = surroundings;
        this.listener = listener;
        this.body = new HubBody(file, surroundings);
        this.pieces = IntStream.range(0, PARTS).mapToObj(this::piece).toList();
        for (Piece piece : pieces) {
            piece.forgetOthers(mark);
        }
        this.begun = surroundings.time().now();
        this.first = here();
        this.done = first;
    }

    /** Says that the hub gives no parts after all, or of another version. */
    static final class Whole extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** The bytes from one to before another. */
    private record Piece(HubPart part, long from, long until) {

        long missing() throws IOException {
            return until - from - part.bytes();
        }

        void forgetOthers(String mark) throws IOException {
            if (!mark.equals(part.mark()) || part.bytes() > until - from) {
                part.drop();
            }
        }
    }

    private Piece piece(int number) {
        HubPart part = new HubPart(surroundings.weights(), file.fileName() + "." + number);
        return new Piece(part, total * number / PARTS, total * (number + 1) / PARTS);
    }

    static void drop(HubFile file, Surroundings surroundings) throws IOException {
        for (int number = 0; number < PARTS; number++) {
            new HubPart(surroundings.weights(), file.fileName() + "." + number).drop();
        }
    }

    /** Bytes that are here already. */
    long here() throws IOException {
        long sum = 0;
        for (Piece piece : pieces) {
            sum += piece.part().bytes();
        }
        return sum;
    }

    /** Room that putting together takes on top. */
    long most() {
        return total / PARTS + 1;
    }

    /** Gets all parts and makes them one file. */
    void into(Path whole) throws IOException, WeightsException, InterruptedException, Whole {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> parts = new ArrayList<>();
            for (Piece piece : pieces) {
                parts.add(threads.submit(() -> {
                    guarded(piece);
                    return null;
                }));
            }
            for (Future<?> part : parts) {
                await(part);
            }
        }
        join(whole);
    }

    /** One that fails ends the others. */
    private void guarded(Piece piece) throws IOException, WeightsException, InterruptedException, Whole {
        boolean whole = false;
        try {
            fetch(piece);
            whole = true;
        } finally {
            over |= !whole;
        }
    }

    private void await(Future<?> part) throws IOException, WeightsException, InterruptedException, Whole {
        try {
            part.get();
        } catch (InterruptedException e) {
            over = true;
            throw e;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Whole whole -> throw whole;
                case WeightsException failure -> throw failure;
                case IOException failure -> throw failure;
                case InterruptedException failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private void fetch(Piece piece) throws IOException, WeightsException, InterruptedException, Whole {
        int cuts = 0;
        piece.part().note(mark);
        while (piece.missing() > 0 && !over) {
            long before = piece.part().bytes();
            try {
                arrive(piece);
            } catch (Cut cut) {
                cuts = piece.part().bytes() > before ? 1 : cuts + 1;
                if (cuts >= MOST_CUTS) {
                    throw new WeightsException(cut.failure(file.fileName(), here(), total));
                }
                Duration wait = surroundings.patience().before(cuts, surroundings.random());
                surroundings.time().await(new CompletableFuture<Void>(), wait);
            }
        }
    }

    private void arrive(Piece piece) throws IOException, WeightsException, Cut, Whole {
        long from = piece.from() + piece.part().bytes();
        HttpURLConnection answer;
        try {
            answer = line.ask(file.address(), new HubLine.Range(from, piece.until()), mark);
        } catch (IOException e) {
            throw new Cut(HubLine.host(file.hub()), e);
        }
        try {
            HubAnswer head = new HubAnswer(answer, file);
            if (head.outOfRange() || head.total(from) != total || !head.continues()) {
                throw new Whole();
            }
            copy(answer, piece);
        } finally {
            answer.disconnect();
        }
    }

    private void copy(HttpURLConnection answer, Piece piece) throws IOException, WeightsException, Cut {
        byte[] buffer = new byte[1 << 16];
        long missing = piece.missing();
        try (OutputStream out =
                Files.newOutputStream(piece.part().file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            InputStream in = body.open(answer);
            while (missing > 0 && !over) {
                int read = body.read(in, buffer);
                if (read < 0) {
                    throw new Cut(HubLine.host(file.hub()), new IOException("it ended early"));
                }
                int wanted = (int) Math.min(read, missing);
                missing -= wanted;
                body.write(out, buffer, wanted, missing);
                tell(wanted);
            }
        }
    }

    private synchronized void tell(int more) {
        done += more;
        Duration since = Duration.between(begun, surroundings.time().now());
        listener.accept(FetchProgress.resumed(file.fileName(), first, done, total, since));
    }

    /** Each part goes when it is in the whole; a death meanwhile leaves a whole that is begun anew. */
    private void join(Path whole) throws IOException {
        Path half = pieces.getFirst().part().file();
        try (FileChannel out = FileChannel.open(half, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            for (Piece piece : pieces.subList(1, pieces.size())) {
                append(piece.part().file(), out);
                piece.part().drop();
            }
        }
        Files.move(half, whole);
        pieces.getFirst().part().drop();
    }

    private static void append(Path part, FileChannel out) throws IOException {
        try (FileChannel in = FileChannel.open(part, StandardOpenOption.READ)) {
            for (long at = 0; at < in.size(); ) {
                at += in.transferTo(at, in.size() - at, out);
            }
        }
    }
}
