package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.ledger.Entry;
import io.ambo.ledger.Outcome;
import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad upstreams below the level of an answer: connections that are refused, slow, stale; and answers that are odd but good. */
class BadConnectionsTest {

    private static final String MODEL = "cheap/standin-large";
    private static final String HELLO = """
            {"model":"%s","stream":%s,"messages":[{"role":"user","content":"Say hello, and say it slowly."}]}""";

    private static final Pattern CONTENT = Pattern.compile("\"content\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    @TempDir
    Path folder;

    private TwoProviders two;
    private StandIn cheap;
    private StandIn dear;
    private LiveServer server;

    @BeforeEach
    void open() throws IOException {
        two = TwoProviders.open(folder.resolve("home"));
        cheap = two.cheap();
        dear = two.dear();
        server = two.server();
    }

    @AfterEach
    void close() {
        two.close();
    }

    private Entry entry() {
        return server.server().ledger().entries().last(1).getFirst();
    }

    /** Found by how it ended: entries of one millisecond are in no order. */
    private Entry failedEntry() {
        var failed = server.server().ledger().entries().last(10).stream()
                .filter(entry -> entry.outcome() == Outcome.FAILED)
                .toList();
        assertThat(failed).hasSize(1);
        return failed.getFirst();
    }

    private void onlyOneEntry() {
        assertThat(server.server().ledger().entries().last(10)).hasSize(1);
    }

    private static void reservedAtLeastTheCost(Entry entry) {
        assertThat(entry.reserved()).hasValueSatisfying(most -> {
            assertThat(most.nanos()).isPositive();
            assertThat(entry.cost()).hasValueSatisfying(cost -> assertThat(cost).isLessThanOrEqualTo(most));
        });
    }

    @Test
    void wordsSplitAnywhereAreTheSameWords() {
        var whole = words(server.chat(HELLO.formatted(MODEL, true)).body());
        assertThat(whole).contains("Say hello, and say it slowly.");
        for (var bytes : new int[] {1, 2, 3, 5, 7, 64, 1000}) {
            cheap.next(Script.answer().splitEvery(bytes).crlf());
            var answer = server.chat(HELLO.formatted(MODEL, true)).body();
            assertThat(words(answer)).isEqualTo(whole);
            assertThat(answer).contains("\"finish_reason\":\"stop\"").contains("[DONE]");
        }
        assertThat(entry().outcome()).isEqualTo(Outcome.SERVED);
    }

    private static String words(String stream) {
        return CONTENT.matcher(stream).results().map(match -> match.group(1)).collect(Collectors.joining());
    }

    @Test
    void aLineBeyondTheLimitIsAFailureAndNotKeptInMemory() {
        cheap.next(Script.answer().oversizedLine(9 * 1024 * 1024));
        var answer = server.chat(HELLO.formatted(MODEL, true));
        assertThat(answer.body()).contains("\"code\":\"upstream-failed\"").doesNotContain("[DONE]");
        assertThat(entry().attempts()).extracting("outcome").containsExactly("answer-too-long");
        assertThat(cheap.requests()).hasSize(1);
        assertThat(dear.requests()).isEmpty();
        reservedAtLeastTheCost(entry());
        onlyOneEntry();
    }

    @Test
    void anAnswerWithoutUsageIsEstimatedWholeOrStreamed() {
        for (var stream : new boolean[] {true, false}) {
            cheap.next(Script.answer().noUsage());
            assertThat(server.chat(HELLO.formatted(MODEL, stream)).statusCode()).isEqualTo(200);
            assertThat(entry().outcome()).isEqualTo(Outcome.SERVED);
            assertThat(entry().usage().estimated()).isTrue();
            assertThat(entry().usage().output()).isPositive();
            reservedAtLeastTheCost(entry());
        }
    }

    @Test
    void whoAsksToBeLeftAloneForAWhileIs() {
        cheap.next(Script.status(429).retryAfter(60));
        assertThat(server.chat(HELLO.formatted(MODEL, false)).headers().firstValue("retry-after"))
                .contains("60");
        assertThat(server.chat(HELLO.formatted("auto", false)).statusCode()).isEqualTo(200);
        assertThat(cheap.requests()).hasSize(1);
        assertThat(dear.requests()).hasSize(1);
    }

    @Test
    void aStaleConnectionIsReplacedOnceAndASecondDeathIsToldNotTriedAgain() {
        server.chat(HELLO.formatted(MODEL, false));
        cheap.forget();
        var lanes = 2;
        for (var i = 0; i < lanes; i++) {
            server.chat(HELLO.formatted(MODEL, false));
        }
        cheap.forget();
        cheap.next(Script.cutBeforeAnswer(), Script.cutBeforeAnswer());
        var answer = server.chat(HELLO.formatted(MODEL, false));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(502);
        assertThat(cheap.requests()).hasSize(2);
        var failed = failedEntry();
        assertThat(failed.attempts()).extracting("outcome").containsExactly("stale-connection", "connection-lost");
        reservedAtLeastTheCost(failed);
    }

    @Test
    void connectionsThatTheUpstreamClosedWhileIdleAreNotUsed() {
        server.chat(HELLO.formatted(MODEL, false));
        two.closeIdle();
        cheap.forget();
        assertThat(server.chat(HELLO.formatted(MODEL, false)).statusCode()).isEqualTo(200);
        assertThat(cheap.requests()).hasSize(1);
        assertThat(entry().attempts()).extracting("outcome").endsWith("answered");
    }

    @Test
    void whereAnotherMayAnswerARefusedConnectionIsNotSeen() {
        cheap.close();
        assertThat(server.chat(HELLO.formatted("auto", true)).body()).endsWith("data: [DONE]\n\n");
        assertThat(entry().attempts()).extracting("outcome").containsExactly("connect-failed", "answered");
        assertThat(dear.requests()).hasSize(1);
        reservedAtLeastTheCost(entry());
        onlyOneEntry();
    }

    @Test
    void whoRefusesConnectionsIsNotCalledAndCostsNothing() {
        cheap.close();
        var answer = server.chat(HELLO.formatted(MODEL, true));
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("\"code\":\"upstream-failed\"");
        assertThat(entry().attempts()).extracting("outcome").containsExactly("connect-failed");
        assertThat(dear.requests()).isEmpty();
        assertThat(entry().cost())
                .hasValueSatisfying(cost -> assertThat(cost.nanos()).isZero());
        onlyOneEntry();
    }

    @Test
    void whoConnectsTooSlowlyIsGivenUpAfterTheTimeToConnect() throws IOException {
        cheap.close();
        try (var full = new ServerSocket()) {
            full.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), cheap.port()), 1);
            var waiting = new ArrayList<Socket>();
            for (var i = 0; i < 2; i++) {
                waiting.add(new Socket(full.getInetAddress(), full.getLocalPort()));
            }
            var answer = server.chat(HELLO.formatted(MODEL, true));
            assertThat(answer.statusCode()).isEqualTo(504);
            assertThat(answer.body()).contains("\"code\":\"upstream-timeout\"");
            assertThat(entry().attempts()).extracting("outcome").containsExactly("connect-timeout");
            assertThat(entry().cost())
                    .hasValueSatisfying(cost -> assertThat(cost.nanos()).isZero());
            assertThat(dear.requests()).isEmpty();
            for (var socket : waiting) {
                socket.close();
            }
        }
        onlyOneEntry();
    }
}
