package io.ambo.bench.micro;

import io.ambo.bench.Folders;
import io.ambo.config.Settings;
import io.ambo.core.Clock;
import io.ambo.core.RequestId;
import io.ambo.ledger.Ledger;
import io.ambo.ledger.OfflineLedger;
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
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The cost of moving an entry, opened and closed, from a journal file into SQLite, on the measuring thread.
 * The journals are written in one home and moved in another, in which no server runs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@SuppressWarnings("NullAway.Init")
public class DrainBenchmark {

    private static final int ENTRIES = 2048;
    private static final int CALLERS = 16;

    /** When an entry is closed. */
    public enum Closed {
        /** Soon after it was opened, so that both records are moved together. */
        AT_ONCE,
        /** After the record that opened it was moved. */
        LATER
    }

    @Param
    public Closed closed;

    private Path folder;
    private Home from;
    private Home to;
    private Database source;
    private Database target;
    private int turn;

    @Setup
    public void create() throws IOException {
        folder = Files.createTempDirectory("ambo-micro");
        from = Home.open(folder.resolve("from"));
        to = Home.open(folder.resolve("to"));
        source = new Database(DatabasePlace.in(from));
        target = new Database(DatabasePlace.in(to));
        drain();
    }

    @Setup(Level.Invocation)
    public void write() throws IOException {
        turn++;
        var run = "bench" + turn;
        try (var ledger = Ledger.open(
                from,
                source,
                run,
                Clock.system(),
                new Telemetry(),
                Settings.fallback().ledger())) {
            var opening = ledger.journal(0);
            var closing = closed == Closed.LATER ? ledger.journal(1) : opening;
            for (var i = 0; i < ENTRIES; i++) {
                var now = Instant.now();
                var id = RequestId.next(now);
                var caller = "key_7f3kq2m" + (char) ('a' + i % CALLERS);
                opening.append(SomeEntry.of(id, now, run, caller, Outcome.OPEN));
                opening.commit();
                closing.append(SomeEntry.of(id, now, run, caller, Outcome.SERVED));
                closing.commit();
            }
            carry();
        }
    }

    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public void move() throws Exception {
        ThreadTime.of(ENTRIES, this::drain);
    }

    /** Files are moved in the order of their names, one after the other: what lane 0 opened before lane 1 closes it. */
    private void drain() {
        try (var ledger = OfflineLedger.open(to, target, Clock.system())) {
            ledger.entries().after("Z", 1);
        }
    }

    private void carry() throws IOException {
        try (var files = Files.list(journals(from))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, journals(to).resolve(file.getFileName()));
            }
        }
    }

    private static Path journals(Home home) {
        return home.ledger().resolve("journal");
    }

    @TearDown
    public void close() throws IOException {
        source.close();
        target.close();
        Folders.delete(folder);
    }
}
