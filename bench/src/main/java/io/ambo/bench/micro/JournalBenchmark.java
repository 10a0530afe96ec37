package io.ambo.bench.micro;

import io.ambo.catalog.Treatment;
import io.ambo.core.Clock;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Money;
import io.ambo.core.RequestId;
import io.ambo.core.Usage;
import io.ambo.ledger.Attempt;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** What it costs to put an entry on file, opened and closed, and what it costs to move it into SQL. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 40)
@Measurement(iterations = 40)
@SuppressWarnings("NullAway.Init")
public class JournalBenchmark {

    private static final int ENTRIES = 1024;

    /** How many entries share one write, as the requests of one turn of the loop do. */
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
        ledger = Ledger.open(home, database, "bench", Clock.system(), new Telemetry());
        journal = ledger.journal(0);
    }

    @Setup(Level.Invocation)
    public void write() {
        ledger.awaitDrained();
        opened = new Entry[ENTRIES];
        closed = new Entry[ENTRIES];
        for (var i = 0; i < ENTRIES; i++) {
            var id = RequestId.next(Instant.now()).text();
            opened[i] = entry(id, Outcome.OPEN);
            closed[i] = entry(id, Outcome.SERVED);
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

    private static Entry entry(String id, Outcome outcome) {
        var over = outcome != Outcome.OPEN;
        var now = Instant.now();
        var usage = new Usage(250, 0, 0, 120, 0, false);
        var cost = Optional.of(new Money(1_825_000, "USD"));
        return new Entry(
                id,
                "bench",
                outcome,
                now,
                over ? Optional.of(now.plusMillis(5)) : Optional.empty(),
                "keyless",
                "openai-chat",
                "auto",
                false,
                "0123456789abcdef0123456789abcdef",
                DataClass.L0,
                Map.of(),
                over ? "bench/large" : "",
                over ? Optional.of(DestinationKind.CLOSED) : Optional.empty(),
                "",
                cost,
                over ? usage : Usage.NONE,
                over ? cost : Optional.empty(),
                0,
                1024,
                over ? 1200 : 0,
                List.of(11_000L, 2_000L, 31_000L, 9_000L, 4_000L, 0L, 0L, 800L, 5_000L),
                over ? List.of(attempt(usage, cost)) : List.of(),
                "{\"asked\":\"auto\",\"policy\":\"default\",\"class\":\"L0\",\"input\":250,\"output\":500}",
                "",
                Map.of());
    }

    private static Attempt attempt(Usage usage, Optional<Money> cost) {
        return new Attempt(
                "bench/large",
                DestinationKind.CLOSED,
                DataClass.L0,
                Treatment.CLEAR,
                1030,
                1200,
                "answered",
                200,
                60,
                900,
                1100,
                usage,
                cost,
                "2026-01-01");
    }

    @TearDown
    public void close() throws IOException {
        ledger.close();
        database.close();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
