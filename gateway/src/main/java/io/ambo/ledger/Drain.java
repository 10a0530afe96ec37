package io.ambo.ledger;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.platform.Background;
import io.ambo.platform.Database;
import io.ambo.platform.Home;
import io.ambo.platform.PeriodicTask;
import io.ambo.platform.TaskRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Moves the journal's records to the store in batches, and deletes a file once all of it is stored.
 *
 * <p>Entries and the file's position are stored in one transaction, so after a crash between two steps the last one is
 * repeated without effect. A slow or failing store delays only the drain: it retries with growing pauses, and
 * {@link #behind()} tells how many bytes are waiting. Unreadable ranges are skipped and reported, and the file is kept
 * in {@code damaged/}; its position stays before the first such range, so that a later drain finds it too. A file that
 * cannot be opened is retried later and does not delay the others.
 */
final class Drain implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Drain.class.getName());
    /** Records per transaction: more of them cost less each, but others wait longer for their turn. */
    private static final int LOT = 4096;

    /**
     * Beyond this backlog the drain runs at normal priority; in the background the backlog could grow without bound.
     */
    private static final long MUCH = 64L << 20;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final EntryStore store;
    private final Path damagedFolder;
    private final String run;
    private final Instant startedAt;
    private final long much;
    private final List<Segment> segments = new CopyOnWriteArrayList<>();
    private final Map<Segment, Long> positions = new ConcurrentHashMap<>();
    private final Map<Segment, Damage> damaged = new ConcurrentHashMap<>();
    private final List<Damage> damages = new CopyOnWriteArrayList<>();
    private final Deque<String> toForget = new ArrayDeque<>();
    private final AtomicLong failures = new AtomicLong();
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile boolean recovered;
    private boolean failing;
    private Duration pause = Duration.ZERO;
    private @Nullable Background background;
    private @Nullable PeriodicTask repeating;

    /**
     * A drain that is not started yet.
     *
     * @param run the current run; entries left open by other runs are closed at {@code startedAt}
     */
    Drain(EntryStore store, Path damagedFolder, String run, Instant startedAt) {
        this(store, damagedFolder, run, startedAt, MUCH);
    }

    /** The same, with the backlog up to which records are moved in the background. */
    Drain(EntryStore store, Path damagedFolder, String run, Instant startedAt, long much) {
        this.much = much;
        this.store = store;
        this.damagedFolder = damagedFolder;
        this.run = run;
        this.startedAt = startedAt;
    }

    /** The drain of a home's journal into a database, including the files of earlier runs. */
    static Drain of(Home home, JournalFolder folder, Database database, String run, Instant startedAt)
            throws IOException {
        var node = HexFormat.of().formatHex(home.secret("node", 8));
        var drain = new Drain(new SqlEntryStore(database, node), folder.damaged(), run, startedAt);
        folder.left().forEach(drain::add);
        return drain;
    }

    void add(Segment segment) {
        segments.add(segment);
    }

    /** Starts draining, with this pause after each successful turn. */
    void start(Duration interval) {
        var second = new Background("ambo-drain-background");
        background = second;
        repeating = PeriodicTask.startOnPlatformThread("ambo-drain", () -> turnAndPause(interval, second));
    }

    /**
     * Moves everything that was committed before the call, on the caller's thread.
     *
     * @throws io.ambo.platform.DatabaseFailure if the store fails; everything is still in the journal
     * @throws Refusal if a file cannot be read; all others were moved
     */
    void drainNow() {
        drain(TaskRunner.here());
    }

    private void drain(TaskRunner where) {
        var unreadable = new ArrayList<IOException>();
        for (var segment : segments) {
            try {
                move(segment, segment.committed(), where);
            } catch (UncheckedIOException e) {
                unreadable.add(e.getCause());
            }
        }
        inTurn(() -> tidy(unreadable.isEmpty()));
        if (!unreadable.isEmpty()) {
            throw Refusal.of(
                            Reason.JOURNAL_UNAVAILABLE,
                            "ledger.journal-unreadable",
                            unreadable.getFirst().toString())
                    .hint("ledger.journal-unreadable-hint")
                    .retryAfter(5);
        }
    }

    private void move(Segment segment, long end, TaskRunner where) {
        var more = true;
        while (more) {
            more = inTurn(() -> moveLot(segment, end, where));
        }
    }

    /**
     * Runs one piece of work at a time, in fair order, so that a query does not wait for the whole of a long journal.
     */
    private boolean inTurn(BooleanSupplier work) {
        turn.lock();
        try {
            return work.getAsBoolean();
        } finally {
            turn.unlock();
        }
    }

    /** Bytes that are committed but not yet stored. */
    long behind() {
        return segments.stream()
                .mapToLong(segment -> segment.committed() - positions.getOrDefault(segment, (long) Segment.HEAD))
                .filter(bytes -> bytes > 0)
                .sum();
    }

    /** The number of failed turns. */
    long failures() {
        return failures.get();
    }

    /** The unreadable ranges found since the start. */
    List<Damage> damages() {
        return List.copyOf(damages);
    }

    /** Runs a last turn. If it fails, the journal keeps the rest, and the next start moves it. */
    @Override
    public void close() {
        var running = repeating;
        if (running != null) {
            running.close();
        }
        var second = background;
        if (second != null) {
            second.close();
        }
        attempt(TaskRunner.here());
    }

    /** The first turn, which moves and closes what earlier runs left, runs at normal priority. */
    private Duration turnAndPause(Duration interval, TaskRunner later) {
        if (attempt(recovered && behind() < much ? later : TaskRunner.here())) {
            pause = interval;
        } else {
            var longer = pause.isZero() ? interval : pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        }
        return pause;
    }

    private boolean attempt(TaskRunner where) {
        try {
            drain(where);
            failing = false;
            return true;
        } catch (RuntimeException e) {
            failures.incrementAndGet();
            if (!failing) {
                LOG.log(System.Logger.Level.WARNING, "the journal waits to be drained: " + e.getMessage());
            }
            failing = true;
            return false;
        }
    }

    /** Moves one batch of what precedes {@code end}; returns whether there is more. */
    private boolean moveLot(Segment segment, long end, TaskRunner where) {
        if (isMoved(segment, end)) {
            return false;
        }
        var at = position(segment);
        var reading = read(segment, at, where);
        if (!reading.entries().isEmpty()) {
            store.move(reading.entries(), segment.name(), mark(segment, reading), where);
        }
        positions.put(segment, reading.next());
        reading.damages().forEach(damage -> report(segment, damage));
        return !isMoved(segment, end);
    }

    private long mark(Segment segment, SegmentReader.Reading reading) {
        var first = damaged.get(segment);
        if (first != null) {
            return first.offset();
        }
        return reading.damages().isEmpty()
                ? reading.next()
                : reading.damages().getFirst().offset();
    }

    /** Also true if another turn moved all of it and deleted the file. */
    private boolean isMoved(Segment segment, long end) {
        return !segments.contains(segment) || position(segment) >= end;
    }

    private static SegmentReader.Reading read(Segment segment, long from, TaskRunner where) {
        try {
            return where.call(() -> SegmentReader.read(segment, from, LOT));
        } catch (NoSuchFileException e) {
            return gone(segment, from, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A single missing file will not come back; if the whole folder is missing, it may. */
    private static SegmentReader.Reading gone(Segment segment, long from, IOException missing) {
        if (Files.isDirectory(segment.path().resolveSibling("."))) {
            var end = segment.committed();
            return new SegmentReader.Reading(
                    List.of(), end, List.of(new Damage(segment.name(), from, end, "somebody took it away")));
        }
        throw new UncheckedIOException(missing);
    }

    private boolean tidy(boolean allRead) {
        if (allRead) {
            recover();
        }
        segments.stream().filter(this::done).toList().forEach(this::remove);
        forget();
        return true;
    }

    private long position(Segment segment) {
        return positions.computeIfAbsent(segment, unknown -> store.position(unknown.name()));
    }

    private void report(Segment segment, Damage damage) {
        damaged.putIfAbsent(segment, damage);
        segment.distrust();
        damages.add(damage);
        LOG.log(
                System.Logger.Level.WARNING,
                "the journal''s file {0} cannot be read from byte {1} to {2} ({3}); it is kept in {4}",
                damage.file(),
                Long.toString(damage.offset()),
                Long.toString(damage.end()),
                damage.reason(),
                damagedFolder);
    }

    /** Runs once, after everything that earlier runs left has been moved. */
    private void recover() {
        if (!recovered) {
            store.closeInterrupted(run, startedAt);
            recovered = true;
        }
    }

    private boolean done(Segment segment) {
        return segment.finished() && position(segment) >= segment.committed();
    }

    private void remove(Segment segment) {
        try {
            store.makeDurable();
            if (damaged.containsKey(segment) && !segment.isGone()) {
                Files.createDirectories(damagedFolder);
                Files.move(segment.path(), damagedFolder.resolve(segment.name()), StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.deleteIfExists(segment.path());
            }
            segment.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        segments.remove(segment);
        positions.remove(segment);
        damaged.remove(segment);
        toForget.add(segment.name());
    }

    /**
     * Positions are deleted after their files: a file without its position would be moved again, which costs only time.
     */
    private void forget() {
        while (!toForget.isEmpty()) {
            store.forget(toForget.element());
            toForget.remove();
        }
    }
}
