package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.Money;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Outcome;
import io.ambo.ledger.Sum;
import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kill loses nothing: what a caller got in full has its entry, what was under way is entered at its worst case. */
class KillTest {

    /** A hundred in {@code bench/soak}. */
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 3);

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String BODY = """
            {"model":"standin-large","stream":%s,"max_tokens":100,"messages":[{"role":"user","content":"Number %d"}]}""";

    @TempDir
    Path folder;

    private StandIn standIn;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Set<String> served = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void open() throws IOException {
        standIn = StandIn.start();
        LiveServer.inFrontOf(standIn, folder).close();
    }

    @AfterEach
    void close() {
        client.close();
        standIn.close();
    }

    private void ask(ServerProcess server, int number) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.at("/v1/chat/completions"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(BODY.formatted(number % 2 == 0, number)))
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        served.add(answer.headers().firstValue("x-ambo-request-id").orElseThrow());
    }

    private static Future<?> quietly(ExecutorService threads, Callable<?> task) {
        return threads.submit(() -> {
            try {
                task.call();
            } catch (IOException killed) {
                // the process is gone, and with it the answer
            }
            return null;
        });
    }

    @Test
    void everyClosedReplyHasItsEntryAndEveryOpenOneIsInterruptedAtItsReservedAmount() throws Exception {
        var stalled = 6;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var server = ServerProcess.start(folder)) {
            for (var i = 0; i < 40; i++) {
                ask(server, i);
            }
            List<Future<?>> open = new ArrayList<>();
            standIn.always(Script.answer().stallAfterEvents(3));
            for (var i = 0; i < stalled; i++) {
                var number = 1000 + 2 * i;
                open.add(quietly(threads, () -> {
                    ask(server, number);
                    return null;
                }));
            }
            standIn.await(40 + stalled, PATIENCE);
            server.kill();
            for (var future : open) {
                future.get();
            }
        }
        standIn.forget();
        try (var after = LiveServer.open(folder)) {
            check(after.server().ledger().entries().last(1000), stalled);
        }
    }

    private void check(List<Entry> entries, int stalled) {
        var ids = new HashSet<String>();
        entries.forEach(entry ->
                assertThat(ids.add(entry.id())).as("twice: " + entry.id()).isTrue());
        assertThat(served).hasSize(40);
        for (var entry : entries) {
            if (served.contains(entry.id())) {
                assertThat(entry.outcome()).isEqualTo(Outcome.SERVED);
            } else {
                assertThat(entry.outcome()).isEqualTo(Outcome.FAILED);
                assertThat(entry.code()).isEqualTo("interrupted");
                assertThat(entry.cost()).isPresent().isEqualTo(entry.reserved());
                assertThat(entry.usage().estimated()).isTrue();
                wasOnRecordBeforeItLeft(entry);
            }
        }
        assertThat(entries).hasSize(40 + stalled);
    }

    private static void wasOnRecordBeforeItLeft(Entry entry) {
        assertThat(entry.attempts()).hasSize(1);
        var attempt = entry.attempts().getFirst();
        assertThat(attempt.interrupted()).isTrue();
        assertThat(attempt.destination()).isEqualTo("standin/standin-large");
        assertThat(attempt.sent()).isPositive();
        assertThat(attempt.dataClass()).isEqualTo(entry.dataClass());
    }

    @Test
    void aKillInTheMiddleOfLoadLosesNoServedAnswerRoundAfterRound() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var from = round * 1000;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                    var server = ServerProcess.start(folder)) {
                List<Future<?>> callers = new ArrayList<>();
                var goal = served.size() + 60;
                for (var caller = 0; caller < 8; caller++) {
                    var first = from + caller * 100;
                    callers.add(quietly(threads, () -> {
                        for (var i = 0; i < 100; i++) {
                            ask(server, first + i);
                        }
                        return null;
                    }));
                }
                Await.within(
                        Duration.ofMinutes(5),
                        () -> served.size() >= goal || !server.process().isAlive());
                server.kill();
                for (var future : callers) {
                    future.get();
                }
            }
        }
        try (var after = LiveServer.open(folder)) {
            var entries = after.server().ledger().entries().last(200 * ROUNDS + 5000);
            var ids = new HashSet<String>();
            entries.forEach(entry -> assertThat(ids.add(entry.id())).isTrue());
            assertThat(ids).containsAll(served);
            assertThat(entries).noneMatch(entry -> entry.outcome() == Outcome.OPEN);
            assertThat(entries)
                    .filteredOn(entry -> served.contains(entry.id()))
                    .allMatch(entry -> entry.outcome() == Outcome.SERVED);
            sumsAreThoseOfTheEntries(after, entries);
            tell(entries);
        }
    }

    private void tell(List<Entry> entries) {
        var interrupted =
                entries.stream().filter(it -> it.code().equals("interrupted")).count();
        System.out.printf(
                "KillTest: %d kills, %d answers in full, %d entries, %d of them interrupted%n",
                ROUNDS, served.size(), entries.size(), interrupted);
    }

    private static void sumsAreThoseOfTheEntries(LiveServer server, List<Entry> entries) {
        var costs = entries.stream()
                .map(entry -> entry.cost().orElseThrow())
                .mapToLong(Money::nanos)
                .sum();
        var sums = server.server()
                .ledger()
                .entries()
                .sums(List.of(Sum.By.OUTCOME), LocalDate.parse("2026-01-01"), LocalDate.parse("2999-01-01"));
        assertThat(sums.stream().mapToLong(Sum::requests).sum()).isEqualTo(entries.size());
        assertThat(sums.stream()
                        .map(sum -> sum.cost().orElseThrow())
                        .mapToLong(Money::nanos)
                        .sum())
                .isEqualTo(costs);
    }

    @Test
    void aTornJournalAfterAKillKeepsWhatCameBeforeAndIsTold() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var server = ServerProcess.start(folder)) {
            for (var i = 0; i < 20; i++) {
                ask(server, i);
            }
            standIn.next(Script.stall());
            var open = quietly(threads, () -> {
                ask(server, 1000);
                return null;
            });
            standIn.await(21, PATIENCE);
            server.kill();
            open.get();
        }
        var torn = tear(folder.resolve("ledger/journal"));
        try (var after = LiveServer.open(folder)) {
            var entries = after.server().ledger().entries().last(1000);
            assertThat(entries).extracting(Entry::id).doesNotHaveDuplicates().containsAll(served);
            assertThat(after.get("/metrics").body()).contains("ambo_journal_damages_total " + torn + ".0");
        }
        try (var kept = Files.list(folder.resolve("ledger/journal/damaged"))) {
            assertThat(kept).hasSize(torn);
        }
    }

    /** Puts the beginning of a record behind the last one of each file, as a loss of power may leave it. */
    private static int tear(Path journal) throws IOException {
        var torn = 0;
        try (var files = Files.newDirectoryStream(journal, "*.journal")) {
            for (var file : files) {
                Files.write(file, new byte[] {0, 0, 1, 0, 7, 7, 7, 7, 'x'}, StandardOpenOption.APPEND);
                torn++;
            }
        }
        assertThat(torn).isPositive();
        return torn;
    }
}
