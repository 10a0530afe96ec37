package io.ambo.bench.micro;

import io.ambo.bench.Folders;
import io.ambo.config.Settings;
import io.ambo.core.Clock;
import io.ambo.core.RequestId;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Journal;
import io.ambo.ledger.Ledger;
import io.ambo.ledger.Outcome;
import io.ambo.platform.Database;
import io.ambo.platform.DatabasePlace;
import io.ambo.platform.Home;
import io.ambo.platform.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The cost of writing an entry to the journal, opened and closed, and of moving it into SQL. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 40)
@Measurement(iterations = 40)
@SuppressWarnings("NullAway.Init")
public class JournalBenchmark {

    private static final int ENTRIES = 1024;

    /** The number of entries that share one write, as the requests of one tick of the loop do. */
    @Param({"1", "16"})
    public int together;

    private Path folder;
    private Database database;
    private Ledger ledger;
    private Journal journal;
    private Entry[] opened;
    private Entry[] closed;

    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory("ambo-micro");
        var home = Home.open(folder.resolve("home"));
        database = new Database(DatabasePlace.in(home));
        ledger = Ledger.open(
                home,
                database,
                "bench",
                Clock.system(),
                new Telemetry(),
                Settings.fallback().ledger());
        journal = ledger.journal(0);
    }

    @Setup(Level.Invocation)
    public void write() {
        ledger.awaitDrained();
        opened = new Entry[ENTRIES];
        closed = new Entry[ENTRIES];
        for (var i = 0; i < ENTRIES; i++) {
            var now = Instant.now();
            var id = RequestId.next(now);
            opened[i] = SomeEntry.of(id, now, "bench", "keyless", Outcome.OPEN);
            closed[i] = SomeEntry.of(id, now, "bench", "keyless", Outcome.SERVED);
        }
    }

    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public void appendAndCommit() throws IOException {
        append();
    }

    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public void appendCommitAndDrain() throws IOException {
        append();
        ledger.awaitDrained();
    }

    private void append() throws IOException {
        for (var i = 0; i < ENTRIES; i++) {
            journal.append(opened[i]);
            journal.append(closed[i]);
            if ((i + 1) % together == 0) {
                journal.commit();
            }
        }
    }

    @TearDown
    public void close() throws IOException {
        ledger.close();
        database.close();
        Folders.delete(folder);
    }
}
