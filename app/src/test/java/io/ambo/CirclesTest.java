package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.ledger.Entry;
import io.ambo.ledger.Outcome;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An Ambo whose upstream is itself, or another that sends everything back. */
class CirclesTest {

    private static final String ROUND = """
            id: round
            kind: private
            dialect: openai-chat
            base-url: %s/v1
            timeouts: {connect: 2s, first-byte: 5s, between-bytes: 5s, total: 5s}
            models:
              - id: circle
                context: 128000
                max-output: 4096
                languages: [en, zh]
                tier: {value: 3, source: a stand-in, read: 2026-11-23}
                price: {currency: USD, per: 1000000, input: 1, output: 2, since: 2026-01-01, source: made up, read: 2026-11-23}
              - id: ring
                context: 128000
                max-output: 4096
                languages: [en, zh]
                tier: {value: 3, source: a stand-in, read: 2026-11-23}
                price: {currency: USD, per: 1000000, input: 1, output: 2, since: 2026-01-01, source: made up, read: 2026-11-23}
            """;
    private static final String HELLO =
            "{\"model\":\"%s\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}]}";

    @TempDir
    Path folder;

    private StandIn standIn;

    @BeforeEach
    void open() {
        standIn = StandIn.start();
    }

    @AfterEach
    void close() {
        standIn.close();
    }

    private LiveServer server(String name, URI upstream) {
        return LiveServer.with(folder.resolve(name), "round", ROUND.formatted(upstream));
    }

    private static void lead(LiveServer server, URI upstream) throws IOException {
        Files.writeString(server.folder().resolve("providers/round.yaml"), ROUND.formatted(upstream));
        server.server().reload();
    }

    private static List<Entry> entries(LiveServer server) {
        return server.server().ledger().entries().last(100);
    }

    private static void tellsOfTheCircle(LiveServer server, String model) {
        var answer = server.chat(HELLO.formatted(model));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(508);
        assertThat(answer.body()).contains("\"code\":\"loop-detected\"", "round/", "has come back");
    }

    @Test
    void aRequestThatAnAmboSendsToItselfComesBackOnce() throws IOException {
        try (var server = server("home", standIn.address())) {
            lead(server, server.server().address());
            tellsOfTheCircle(server, "round/circle");
            assertThat(entries(server))
                    .extracting(Entry::outcome)
                    .containsExactlyInAnyOrder(Outcome.FAILED, Outcome.REFUSED);
            assertThat(entries(server)).extracting(Entry::code).containsOnly("loop-detected");
        }
    }

    @Test
    void aRequestInARingOfTwoComesHomeOnce() throws IOException {
        try (var one = server("one", standIn.address());
                var other = server("other", one.server().address())) {
            lead(one, other.server().address());
            tellsOfTheCircle(one, "round/circle");
            assertThat(entries(one)).hasSize(2);
            assertThat(entries(other)).hasSize(1);
        }
    }

    @Test
    void whereAnotherMayAnswerItDoesAndNobodyRestsForTheCircle() throws IOException {
        var home = folder.resolve("home");
        Files.createDirectories(home.resolve("providers"));
        Files.writeString(home.resolve("providers/standin.yaml"), LiveServer.STANDIN_FILE.formatted(standIn.address()));
        try (var server = server("home", standIn.address())) {
            lead(server, server.server().address());
            for (var time = 1; time <= 2; time++) {
                var answer = server.chat(HELLO.formatted("auto"));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(entries(server)).hasSize(2 * time);
            }
            assertThat(entries(server))
                    .filteredOn(entry -> entry.outcome() == Outcome.SERVED)
                    .hasSize(2)
                    .allSatisfy(entry -> assertThat(entry.attempts())
                            .extracting("outcome")
                            .containsExactly("status-508", "answered"));
        }
    }

    @Test
    void ofWhatACallerSaysOnlyMarksArePassedOnAndAWayThatIsTooLongIsRefused() {
        var mark = "1.1 ambo-abcdefghijklmnop";
        var bearer = "Bearer " + GuardedServer.key(folder.resolve("home"), "caller");
        try (var server = LiveServer.inFrontOf(standIn, folder.resolve("home"))) {
            var via = mark + ", 1.1 proxy.example (secret), 1.1 ambo-1234567890123456, 1.0 fred";
            var told = server.chat(HELLO.formatted("auto"), "authorization", bearer, "via", via, "via", mark);
            assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
            assertThat(standIn.requests().getFirst().header("via"))
                    .hasValueSatisfying(
                            line -> assertThat(line).matches(mark + ", " + mark + ", 1\\.1 ambo-[a-p]{16}"));
            standIn.forget();
            var answer = server.chat(HELLO.formatted("auto"), "authorization", bearer, "via", (mark + ",").repeat(9));
            assertThat(answer.statusCode()).isEqualTo(508);
            assertThat(answer.body()).contains("\"code\":\"loop-detected\"");
            assertThat(standIn.requests()).isEmpty();
        }
    }

    @Test
    void withoutAKeyAnAmboIsServedAndAnotherProxyIsNot() {
        var mark = "1.1 ambo-abcdefghijklmnop";
        try (var server = LiveServer.inFrontOf(standIn, folder.resolve("home"))) {
            for (var line : List.of(mark, mark + ", " + mark)) {
                assertThat(server.chat(HELLO.formatted("auto"), "via", line).statusCode())
                        .isEqualTo(200);
            }
            for (var line : List.of("1.1 proxy.example", mark + ", 1.1 proxy.example", mark + "q", "")) {
                assertThat(server.chat(HELLO.formatted("auto"), "via", line).statusCode())
                        .as(line)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void twoProvidersGetTwoMarks() {
        try (var server = GuardedServer.inFrontOf(standIn, folder.resolve("home"))) {
            for (var model : List.of("standin/standin-large", "claude/standin-claude", "standin/standin-large")) {
                assertThat(server.chat(HELLO.formatted(model)).statusCode()).isEqualTo(200);
            }
            var marks = standIn.requests().stream()
                    .map(request -> request.header("via").orElseThrow())
                    .toList();
            assertThat(marks).hasSize(3);
            assertThat(marks.get(0)).isEqualTo(marks.get(2)).isNotEqualTo(marks.get(1));
        }
    }
}
