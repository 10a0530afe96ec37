package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Outcome;
import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exactly one entry for each request that was let in, whatever happens to it; and no attempt at a destination that its
 * class forbids, however many others fail.
 */
class OneEntryTest {

    private static final int REQUESTS = 300;
    private static final String PROVIDER = """
            id: %s
            kind: %s
            dialect: openai-chat
            base-url: %s/v1
            key: ${file:standin}
            timeouts: {connect: 5s, first-byte: 2s, between-bytes: 2s, total: 20s}
            models:
              - id: %s-model
                name: standin-large
                context: 128000
                languages: [en, zh]
                tier: {value: 3, source: a stand-in, read: 2026-11-23}
                price: {currency: USD, per: 1000000, input: %s, output: %s, since: 2026-01-01, source: made up, read: 2026-11-23}
            """;

    /** Texts and the class that is found in them. */
    private static final List<String> TEXTS = List.of(
            "Say hello.",
            "My number is 13812345678.",
            "My card is 4111 1111 1111 1111.",
            "He has diabetes, and his number is 13812345678.",
            "The key is sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH.");

    @TempDir
    Path folder;

    private final List<StandIn> standIns = new ArrayList<>();
    private LiveServer server;

    @BeforeEach
    void open() throws IOException {
        var providers = Files.createDirectories(folder.resolve("home/providers"));
        for (var it : List.of("one:closed:1", "two:closed:2", "three:private:3", "four:private:4")) {
            var parts = it.split(":");
            var standIn = StandIn.start();
            standIns.add(standIn);
            Files.writeString(
                    providers.resolve(parts[0] + ".yaml"),
                    PROVIDER.formatted(parts[0], parts[1], standIn.address(), parts[0], parts[2], parts[2]));
        }
        server = LiveServer.with(folder.resolve("home"), "one", Files.readString(providers.resolve("one.yaml")));
    }

    @AfterEach
    void close() {
        server.close();
        standIns.forEach(StandIn::close);
    }

    private static Script fault(Random random) {
        List<Supplier<Script>> faults = List.of(
                () -> Script.status(500),
                () -> Script.status(429).retryAfter(1),
                () -> Script.status(400),
                Script::garbage,
                Script::garbageBody,
                Script::stall,
                Script::cutBeforeAnswer,
                Script::resetBeforeAnswer,
                () -> Script.redirect("http://127.0.0.1:1/"),
                () -> Script.answer().cutAfterBytes(random.nextInt(400)),
                () -> Script.answer().resetAfterBytes(random.nextInt(400)),
                () -> Script.answer().stallAfterBytes(random.nextInt(400)),
                () -> Script.answer().errorAfterEvents(random.nextInt(6)),
                Script::answer,
                Script::answer,
                Script::answer);
        return faults.get(random.nextInt(faults.size())).get();
    }

    private static String body(Random random) {
        var model = List.of("auto", "careful", "one-model", "four-model", "unknown-model")
                .get(random.nextInt(5));
        var text = TEXTS.get(random.nextInt(TEXTS.size()));
        return switch (random.nextInt(12)) {
            case 0 -> "{\"model\":";
            case 1 -> "{\"model\":\"auto\",\"messages\":[]}";
            default -> """
                {"model":"%s","stream":%s,"messages":[{"role":"user","content":"%s"}]}""".formatted(model, random.nextBoolean(), text);
        };
    }

    /** One caller, who may leave in the middle of sending, of waiting or of reading. */
    private Void visit(long seed) throws IOException {
        var random = new Random(seed);
        try (var caller = new RawCaller(server)) {
            var headers = random.nextInt(10) == 0 ? new String[] {"X-Ambo-Class: L9"} : new String[0];
            var request = RawCaller.post(body(random), headers);
            switch (random.nextInt(6)) {
                case 0 -> caller.send(request.substring(0, request.length() - 1));
                case 1 -> caller.send(request);
                case 2 -> {
                    caller.send(request).stopSending();
                    caller.rest();
                }
                default -> assertThat(caller.send(request).answer().status()).isPositive();
            }
        }
        return null;
    }

    private List<Entry> entries() {
        var ledger = server.server().ledger().entries();
        Await.until("every entry", () -> {
            var entries = ledger.last(2 * REQUESTS);
            return entries.size() >= REQUESTS && entries.stream().noneMatch(it -> it.outcome() == Outcome.OPEN);
        });
        return ledger.last(2 * REQUESTS);
    }

    @Test
    void exactlyOneEntryForEachRequestAndNoAttemptWhereTheClassForbids() throws Exception {
        var random = new Random(20261123);
        for (var standIn : standIns) {
            standIn.next(java.util.stream.IntStream.range(0, 400)
                    .mapToObj(i -> fault(random))
                    .toArray(Script[]::new));
        }
        var visits = new ArrayList<Callable<Void>>();
        for (var i = 0; i < REQUESTS; i++) {
            var seed = random.nextLong();
            visits.add(() -> visit(seed));
        }
        try (var callers = Executors.newFixedThreadPool(24)) {
            for (var done : callers.invokeAll(visits)) {
                done.get();
            }
        }
        var entries = entries();
        assertThat(entries).hasSize(REQUESTS);
        assertThat(entries).extracting(Entry::id).doesNotHaveDuplicates();
        assertThat(entries)
                .extracting(Entry::outcome)
                .contains(Outcome.SERVED, Outcome.REFUSED, Outcome.FAILED, Outcome.ABANDONED);
        assertThat(entries).allSatisfy(OneEntryTest::goesWhereItMay);
        assertThat(entries)
                .anyMatch(it ->
                        it.dataClass().atLeast(DataClass.L4) && it.attempts().size() > 1);
        nothingForbiddenArrived();
    }

    private static void goesWhereItMay(Entry entry) {
        assertThat(entry.closedAt()).isPresent();
        for (var attempt : entry.attempts()) {
            var closed = attempt.kind() == DestinationKind.CLOSED;
            assertThat(closed && entry.dataClass().atLeast(DataClass.L3))
                    .as(entry.toString())
                    .isFalse();
            assertThat(entry.dataClass().atLeast(DataClass.L5))
                    .as(entry.toString())
                    .isFalse();
        }
    }

    private void nothingForbiddenArrived() {
        for (var closed : standIns.subList(0, 2)) {
            assertThat(closed.requests())
                    .isNotEmpty()
                    .noneMatch(it -> it.text().contains("4111") || it.text().contains("diabetes"));
        }
        for (var standIn : standIns) {
            assertThat(standIn.requests()).noneMatch(it -> it.text().contains("sk-proj"));
        }
    }
}
