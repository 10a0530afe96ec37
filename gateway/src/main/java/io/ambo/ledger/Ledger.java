package io.ambo.ledger;

import io.ambo.config.Settings;
import io.ambo.core.Clock;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.platform.Database;
import io.ambo.platform.Home;
import io.ambo.platform.PeriodicTask;
import io.ambo.platform.Telemetry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The ledger of a running server: a journal for each lane, and queries against the store.
 *
 * <p>Lanes only append and commit; they never wait for a disk sync or the database. Opening reads only the journal's
 * folder; what earlier runs left is drained and closed in the background.
 */
public final class Ledger implements AutoCloseable {

    /** The code of an entry that a dead process left open. */
    public static final String INTERRUPTED = "interrupted";

    /**
     * How the ledger handles its files.
     *
     * @param segmentSize bytes after which a lane starts a new file
     * @param syncEvery the longest period that a power failure can lose
     * @param drainEvery how far the store normally lags behind
     */
    record Limits(
            long segmentSize,
            Duration syncEvery,
            Duration drainEvery,
            JournalFile.Maker files,
            Settings.Retention retention) {

        /** Limits without retention limits. */
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
    private final PeriodicTask keepingRefusals;
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
        keepingRefusals = PeriodicTask.start("ambo-refused-callers", this::keepRefusals);
    }

    /**
     * Opens the ledger of a home that this process has locked.
     *
     * @param run a unique name of this run: letters and digits
     * @throws Refusal if the journal's folder cannot be used
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

    /** A lane's journal, for that lane's thread only. */
    public Journal journal(int lane) {
        var journal = new FileJournal(newSegments(lane), limits.segmentSize());
        journals.add(journal);
        return new LaneJournal(lane, journal, metrics, writability);
    }

    /** Returns whether entries can be written: false after a failed commit, until there is space again. */
    public boolean writable() {
        return writability.isGiven();
    }

    /** Queries about entries. */
    public Entries entries() {
        return entries;
    }

    /** Counts refusals of callers without a valid key. */
    public RefusedCallers refusedCallers() {
        return refusedCallers;
    }

    /**
     * Blocks until everything committed before the call is in the store.
     *
     * @throws io.ambo.platform.DatabaseFailure if that fails; nothing is lost
     */
    public void awaitDrained() {
        drain.drainNow();
    }

    /**
     * The unreadable ranges of the journal found since the start; their files are kept in
     * {@code ledger/journal/damaged}.
     */
    public List<Damage> damages() {
        return drain.damages();
    }

    /** Syncs and drains the rest. Lanes must have stopped. */
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
