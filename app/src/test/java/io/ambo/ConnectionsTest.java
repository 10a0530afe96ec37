package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.ledger.Outcome;
import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that keep a server waiting, at one that wants a key: silent ones, a reader who stops, a key that is revoked. */
class ConnectionsTest {

    private static final int PLACES = 32;
    private static final String HELLO = """
            {"model":"standin-large","messages":[{"role":"user","content":"Say hello."}]}""";

    @TempDir
    Path folder;

    private final SkippingClock clock = new SkippingClock();
    private StandIn standIn;
    private LiveServer server;
    private String key;

    @BeforeEach
    void open() {
        standIn = StandIn.start();
        key = "Authorization: Bearer " + GuardedServer.key(folder, "caller");
        server = LiveServer.with(
                folder,
                "standin",
                LiveServer.STANDIN_FILE.formatted(standIn.address()),
                "port: 0\nlanes: 1\nengine: {enabled: false}\nlimits: {connections: 32, idle-timeout: 10s}\n",
                clock.time());
    }

    @AfterEach
    void close() {
        server.close();
        standIn.close();
    }

    private List<RawCaller> connect(int count) throws IOException {
        var callers = new ArrayList<RawCaller>();
        for (var i = 0; i < count; i++) {
            callers.add(new RawCaller(server));
        }
        return callers;
    }

    private static void closeAll(List<RawCaller> callers) throws IOException {
        for (var caller : callers) {
            caller.close();
        }
    }

    @Test
    void silentConnectionsLockNobodyOut() throws IOException {
        var silent = connect(3 * PLACES);
        try (var caller = new RawCaller(server);
                var probe = new RawCaller(server);
                var administrator = new RawCaller(server)) {
            var token = "Authorization: Bearer " + server.server().token().reveal();
            assertThat(caller.send(RawCaller.post(HELLO, key)).answer().status())
                    .isEqualTo(200);
            assertThat(probe.send(RawCaller.get("/healthz")).answer().status()).isEqualTo(200);
            assertThat(administrator
                            .send(RawCaller.get("/api/status", token))
                            .answer()
                            .status())
                    .isEqualTo(200);
            assertThat(silent.getFirst().closed()).isTrue();
        } finally {
            closeAll(silent);
        }
    }

    @Test
    void callersWithAKeyLeaveAPlaceForTheAdministrator() throws IOException {
        standIn.next(Script.stall().times(PLACES));
        var callers = connect(PLACES - 2);
        try (var late = new RawCaller(server);
                var administrator = new RawCaller(server)) {
            for (var caller : callers) {
                caller.send(RawCaller.post(HELLO, key));
            }
            standIn.await(PLACES - 2, Duration.ofSeconds(20));
            var refused = late.send(RawCaller.post(HELLO, key)).answer();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).contains("\"code\":\"busy\"", "limits.connections");
            assertThat(refused.closes()).isTrue();
            var token = "Authorization: Bearer " + server.server().token().reveal();
            assertThat(administrator
                            .send(RawCaller.get("/api/status", token))
                            .answer()
                            .status())
                    .isEqualTo(200);
        } finally {
            closeAll(callers);
        }
    }

    @Test
    void aReaderWhoStopsInMidAnswerIsCutOffAtTheIdleTimeout() throws IOException {
        var event = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + "x".repeat(64 * 1024) + "\"}}]}\n\n";
        standIn.next(Script.events(Collections.nCopies(500, event)));
        try (var caller = new RawCaller(server)) {
            caller.send(RawCaller.post(HELLO.replace("{\"model", "{\"stream\":true,\"model"), key));
            standIn.await(1, Duration.ofSeconds(30));
            Await.until("the end of the call", () -> {
                clock.skip(Duration.ofSeconds(2));
                return standIn.requests().getFirst().left();
            });
        }
        Await.until(
                "an entry", () -> !server.server().ledger().entries().last(1).isEmpty());
        assertThat(server.server().ledger().entries().last(1))
                .extracting("outcome")
                .containsExactly(Outcome.ABANDONED);
    }

    @Test
    void aKeyThatIsRevokedBetweenHeadAndBodyIsRefused() throws IOException {
        try (var caller = new RawCaller(server)) {
            caller.send(RawCaller.postHead(key, "Expect: 100-continue", "Content-Length: " + HELLO.length()) + "\r\n");
            assertThat(caller.answer().status()).isEqualTo(100);
            var token = server.server().token().reveal();
            assertThat(server.delete("/api/keys/caller", "authorization", "Bearer " + token)
                            .statusCode())
                    .isEqualTo(200);
            var answer = caller.send(HELLO).answer();
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body()).contains("\"code\":\"revoked-key\"");
            assertThat(standIn.requests()).isEmpty();
            assertThat(server.server().ledger().entries().last(1))
                    .extracting("code")
                    .containsExactly("revoked-key");
        }
    }
}
