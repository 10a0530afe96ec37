package io.ambo.ledger;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.platform.Background;
import io.ambo.platform.Database;
import io.ambo.platform.Home;
import io.ambo.platform.Repeating;
import io.ambo.platform.Workplace;
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
 * Moves the journal's records into the store, some at a time, and deletes a file when all of it is there.
 *
 * <p>Entries and the mark that says how far a file was moved are kept together, so a drain that dies between two steps
 * does the last one again, to no effect. A store that is slow or fails holds up nobody but the drain: it tries again
 * later and later, and {@link #behind()} says how many bytes are waiting. What cannot be read in a file is passed
 * over and reported, and the file is kept in {@code damaged/}; its mark stays before the first such place, so that a
 * drain after this one finds it too. A file that the system does not let us read waits, and holds up no other.
 */
final class Drain implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Drain.class.getName());
    /** Records of one transaction: the more they are, the less each costs, and the longer others wait for their turn. */
    private static final int LOT = 4096;

    /** When so much waits it is moved like any other work, for in the background it might become ever more. */
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
    private @Nullable Repeating repeating;

    /**
     * A drain that does nothing yet.
     *
     * @param run the present run; entries that others left open are closed at {@code startedAt}
     */
    Drain(EntryStore store, Path damagedFolder, String run, Instant startedAt) {
        this(store, damagedFolder, run, startedAt, MUCH);
    }

    /** The same, with so many bytes that may wait and yet be moved in the background. */
    Drain(EntryStore store, Path damagedFolder, String run, Instant startedAt, long much) {
        this.much = much;
        this.store = store;
        this.damagedFolder = damagedFolder;
        this.run = run;
        this.startedAt = startedAt;
    }

    /** The drain of a home's journal into a database; it has what earlier runs left before it. */
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

    /** Goes on by itself, with this pause after each turn that went well. */
    void start(Duration interval) {
        var second = new Background("ambo-drain-background");
        background = second;
        repeating = Repeating.startOnPlatformThread("ambo-drain", () -> turnAndPause(interval, second));
    }

    /**
     * Moves everything that was committed before the call, on the caller's thread.
     *
     * @throws io.ambo.platform.DatabaseFailure the store failed; everything is still in the journal
     * @throws Refusal a file cannot be read; all others were moved
     */
    void drainNow() {
        drain(Workplace.here());
    }

    private void drain(Workplace where) {
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

    private void move(Segment segment, long end, Workplace where) {
        var more = true;
        while (more) {
            more = inTurn(() -> moveLot(segment, end, where));
        }
    }

    /** One at a time, and nobody twice before another who waits: a question is not kept waiting by a long journal. */
    private boolean inTurn(BooleanSupplier work) {
        turn.lock();
        try {
            return work.getAsBoolean();
        } finally {
            turn.unlock();
        }
    }

    /** Bytes that are committed and not in the store yet. */
    long behind() {
        return segments.stream()
                .mapToLong(segment -> segment.committed() - positions.getOrDefault(segment, (long) Segment.HEAD))
                .filter(bytes -> bytes > 0)
                .sum();
    }

    /** Turns that failed. */
    long failures() {
        return failures.get();
    }

    /** What could not be read since the start. */
    List<Damage> damages() {
        return List.copyOf(damages);
    }

    /** One last turn. If it fails the journal keeps what is left, and the next start moves it. */
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
        attempt(Workplace.here());
    }

    /** The first turn, which moves and closes what earlier runs left, is not one that can wait. */
    private Duration turnAndPause(Duration interval, Workplace later) {
        if (attempt(recovered && behind() < much ? later : Workplace.here())) {
            pause = interval;
        } else {
            var longer = pause.isZero() ? interval : pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        }
        return pause;
    }

    private boolean attempt(Workplace where) {
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

    /** Moves some of what stands before {@code end}, and says whether there is more of it. */
    private boolean moveLot(Segment segment, long end, Workplace where) {
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

    /** Also when another turn moved all of it and took the file away. */
    private boolean isMoved(Segment segment, long end) {
        return !segments.contains(segment) || position(segment) >= end;
    }

    private static SegmentReader.Reading read(Segment segment, long from, Workplace where) {
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

    /** A file that is missing alone does not come back; with the whole folder it may. */
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

    /** Once, after everything that earlier runs left has been moved. */
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

    /** The marks go after the files: a file without its mark would be moved again, to no effect but for the time. */
    private void forget() {
        while (!toForget.isEmpty()) {
            store.forget(toForget.element());
            toForget.remove();
        }
    }
}
