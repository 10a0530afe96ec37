package io.ambo.ledger;

import io.ambo.config.Settings;
import io.ambo.core.Clock;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.platform.Database;
import io.ambo.platform.Home;
import io.ambo.platform.Repeating;
import io.ambo.platform.Telemetry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The ledger of a running server: a journal for each lane, and answers from the store.
 *
 * <p>Lanes only append and commit, and never wait for the disk's sync or the database. Opening reads the journal's
 * folder and nothing else; what earlier runs left is drained and closed by the side.
 */
public final class Ledger implements AutoCloseable {

    /** The code of an entry that a dead process left open. */
    public static final String INTERRUPTED = "interrupted";

    /**
     * How the ledger treats its files.
     *
     * @param segmentSize bytes after which a lane begins a new file
     * @param syncEvery what a loss of power can take at most
     * @param drainEvery how far the store is behind when all is well
     */
    record Limits(
            long segmentSize,
            Duration syncEvery,
            Duration drainEvery,
            JournalFile.Maker files,
            Settings.Retention retention) {

        /** Without an end to what is kept. */
        Limits(long segmentSize, Duration syncEvery, Duration drainEvery, JournalFile.Maker files) {
            this(segmentSize, syncEvery, drainEvery, files, Settings.Retention.EVERYTHING);
        }

        private static final long SEGMENT_SIZE = 16L << 20;

        static Limits of(Settings.Ledger settings) {
            return new Limits(
                    SEGMENT_SIZE,
                    settings.syncInterval(),
                    settings.drainInterval(),
                    JournalFile::onDisk,
                    settings.retention());
        }
    }

    private static final Duration KEEP_REFUSALS_EVERY = Duration.ofSeconds(5);

    private final String run;
    private final Limits limits;
    private final JournalFolder folder;
    private final Drain drain;
    private final Writability writability;
    private final JournalSync sync;
    private final Entries entries;
    private final RefusedCallers refusedCallers;
    private final SqlRefusedCallers keptRefusals;
    private final Repeating keepingRefusals;
    private final LedgerMetrics metrics;
    private final Retention retention;
    private final List<FileJournal> journals = new CopyOnWriteArrayList<>();

    private Ledger(
            JournalFolder folder,
            Drain drain,
            Database database,
            String run,
            Clock clock,
            Telemetry telemetry,
            Limits limits) {
        this.run = run;
        this.limits = limits;
        this.folder = folder;
        this.drain = drain;
        writability = new Writability(folder.path(), limits.files());
        sync = JournalSync.start(folder.path(), limits.syncEvery(), writability::tryAgain);
        refusedCallers = new RefusedCallers(clock);
        keptRefusals = new SqlRefusedCallers(database);
        entries = new Entries(this::awaitDrained, database);
        metrics = new LedgerMetrics(telemetry);
        retention = new Retention(new SqlRetention(database), limits.retention(), clock);
        measure(telemetry);
        drain.start(limits.drainEvery());
        retention.start();
        keepingRefusals = Repeating.start("ambo-refused-callers", this::keepRefusals);
    }

    /**
     * The ledger of a home whose lock this process holds.
     *
     * @param run a name for this run that no other has: letters and digits
     * @throws Refusal the journal's folder cannot be used
     */
    public static Ledger open(
            Home home, Database database, String run, Clock clock, Telemetry telemetry, Settings.Ledger settings) {
        return open(home, database, run, clock, telemetry, Limits.of(settings));
    }

    static Ledger open(Home home, Database database, String run, Clock clock, Telemetry telemetry, Limits limits) {
        if (!run.matches("[0-9A-Za-z]+")) {
            throw new IllegalArgumentException("the name of a run has letters and digits only: " + run);
        }
        try {
            var folder = new JournalFolder(home);
            var drain = Drain.of(home, folder, database, run, clock.now());
            return new Ledger(folder, drain, database, run, clock, telemetry, limits);
        } catch (IOException e) {
            throw unusable(home, e);
        }
    }

    static Refusal unusable(Home home, IOException e) {
        return Refusal.of(Reason.BAD_CONFIGURATION, "ledger.journal-unusable", home.ledger(), e.toString());
    }

    /** A lane's journal, for the one thread of that lane. */
    public Journal journal(int lane) {
        var journal = new FileJournal(newSegments(lane), limits.segmentSize());
        journals.add(journal);
        return new LaneJournal(lane, journal, metrics, writability);
    }

    /** Whether entries can be written: not from a commit that failed until there is room again. */
    public boolean writable() {
        return writability.isGiven();
    }

    /** Questions about what was entered. */
    public Entries entries() {
        return entries;
    }

    /** Where refusals without a valid key are counted. */
    public RefusedCallers refusedCallers() {
        return refusedCallers;
    }

    /**
     * Waits until everything that was committed before is in the store.
     *
     * @throws io.ambo.platform.DatabaseFailure it cannot be; nothing is lost
     */
    public void awaitDrained() {
        drain.drainNow();
    }

    /** What of the journal could not be read since the start; the files are kept in {@code ledger/journal/damaged}. */
    public List<Damage> damages() {
        return drain.damages();
    }

    /** Syncs and drains what is left. Lanes must have stopped. */
    @Override
    public void close() {
        journals.forEach(FileJournal::finish);
        sync.close();
        retention.close();
        keepingRefusals.close();
        keepRefusals();
        drain.close();
    }

    private FileJournal.Segments newSegments(int lane) {
        return new FileJournal.Segments() {
            private int turn;

            @Override
            public Segment next() throws IOException {
                turn++;
                var segment = Segment.create(folder.file(run, lane, turn), limits.files());
                sync.add(segment);
                drain.add(segment);
                return segment;
            }
        };
    }

    private Duration keepRefusals() {
        var counts = refusedCallers.take();
        try {
            keptRefusals.add(counts);
        } catch (RuntimeException _) {
            refusedCallers.putBack(counts);
        }
        return KEEP_REFUSALS_EVERY;
    }

    private void measure(Telemetry telemetry) {
        telemetry.gauge("ambo_journal_lag_bytes", "Bytes of the journal that are not in the store yet.", drain::behind);
        telemetry.counter("ambo_drain_failures", "Tries to drain the journal that failed.", drain::failures);
        telemetry.counter(
                "ambo_journal_sync_failures", "Tries to force the journal to disk that failed.", sync::failures);
        telemetry.counter(
                "ambo_journal_damages",
                "Places of the journal that could not be read.",
                () -> drain.damages().size());
        telemetry.counter(
                "ambo_ledger_deleted_entries", "Entries that retention deleted; their sums stay.", retention::deleted);
        telemetry.counter("ambo_refused_callers", "Requests refused for want of a valid key.", refusedCallers::total);
    }
}
