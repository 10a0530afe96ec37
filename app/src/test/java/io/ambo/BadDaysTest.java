package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.access.KeySpec;
import io.ambo.access.Keys;
import io.ambo.core.Clock;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Outcome;
import io.ambo.platform.Database;
import io.ambo.platform.DatabasePlace;
import io.ambo.platform.Home;
import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clock that is set back, a database that is slow, a caller that is: none of them stops, lies to or slows the others. */
class BadDaysTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HELLO = """
            {"model":"standin-large","stream":%s,"messages":[{"role":"user","content":"Say hello."}]}""";
    private static final String AUTO = HELLO.replace("standin-large", "auto");

    @TempDir
    Path folder;

    private StandIn standIn;
    private LiveServer server;

    @BeforeEach
    void open() {
        standIn = StandIn.start();
        server = LiveServer.inFrontOf(standIn, folder.resolve("home"));
    }

    @AfterEach
    void close() {
        server.close();
        standIn.close();
    }

    /** A clock on the wall that can be set; what has passed is measured by another. */
    private static final class WallClock implements Clock {

        private volatile Duration ahead = Duration.ZERO;

        void set(Duration to) {
            ahead = to;
        }

        @Override
        public Instant now() {
            return Instant.now().plus(ahead);
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    }

    @Test
    void aClockSetBackByADayLosesNoEntryAndKeepsNobodyOut() {
        server.close();
        var clock = new WallClock();
        server = LiveServer.open(folder.resolve("home"), clock);
        standIn.next(Script.status(500));
        assertThat(server.chat(AUTO.formatted(false)).statusCode()).isEqualTo(502);
        clock.set(Duration.ofDays(-1));
        for (var i = 0; i < 3; i++) {
            assertThat(server.chat(AUTO.formatted(i == 0)).statusCode()).isEqualTo(200);
        }
        clock.set(Duration.ZERO);
        assertThat(server.chat(AUTO.formatted(true)).statusCode()).isEqualTo(200);
        var entries = server.server().ledger().entries().last(10);
        assertThat(entries).hasSize(5).extracting(Entry::id).doesNotHaveDuplicates();
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.closedAt())
                    .hasValueSatisfying(closed -> assertThat(closed).isAfterOrEqualTo(entry.openedAt()));
            assertThat(entry.stepNanos()).allMatch(nanos -> nanos >= 0);
        });
    }

    @Test
    void entriesThatAKillLeftOpenAreClosedNoEarlierThanTheyWereOpened() throws Exception {
        server.close();
        standIn.next(Script.stall());
        try (var process = ServerProcess.start(folder.resolve("home"));
                var caller = new RawCaller(process.at("/").getPort())) {
            caller.send(RawCaller.post(HELLO.formatted(true)));
            standIn.await(1, PATIENCE);
            process.kill();
        }
        var clock = new WallClock();
        clock.set(Duration.ofDays(-1));
        server = LiveServer.open(folder.resolve("home"), clock);
        var entry = server.server().ledger().entries().last(1).getFirst();
        assertThat(entry.code()).isEqualTo("interrupted");
        assertThat(entry.closedAt())
                .hasValueSatisfying(closed -> assertThat(closed).isAfterOrEqualTo(entry.openedAt()));
    }

    @Test
    void aDatabaseThatHangsHoldsUpNoAnswerAndMissesNoEntry() throws SQLException {
        var place = "jdbc:sqlite:" + folder.resolve("home/ledger/ambo.db");
        server.server().ledger().entries().count();
        var slowest = Duration.ZERO;
        try (var other = DriverManager.getConnection(place);
                var statement = other.createStatement()) {
            statement.execute("begin exclusive");
            for (var i = 0; i < 100; i++) {
                var from = System.nanoTime();
                assertThat(server.chat(HELLO.formatted(i % 2 == 0)).statusCode())
                        .isEqualTo(200);
                var took = Duration.ofNanos(System.nanoTime() - from);
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
            }
            assertThat(lag()).as("bytes that wait in the journal").isPositive();
            statement.execute("rollback");
        }
        assertThat(slowest).isLessThan(Duration.ofSeconds(2));
        assertThat(server.server().ledger().entries().count()).isEqualTo(100);
        assertThat(server.server().ledger().entries().last(200))
                .allMatch(entry -> entry.outcome() == Outcome.SERVED)
                .extracting(Entry::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void aKeyThatAnotherServerOfTheDatabaseMadeOrRevokedIsKnownHereSoon() {
        try (var database = new Database(DatabasePlace.in(Home.open(folder.resolve("home"))))) {
            var elsewhere = new Keys(database, Clock.system());
            var made = elsewhere.create(KeySpec.named("made elsewhere"));
            var bearer = "Bearer " + made.secret().reveal();
            becomes(401);
            assertThat(server.chat(HELLO.formatted(false), "authorization", bearer)
                            .statusCode())
                    .isEqualTo(200);
            elsewhere.revoke("made elsewhere");
            becomes(401, "authorization", bearer);
        }
    }

    private void becomes(int status, String... headers) {
        Await.until(
                "status " + status,
                () -> server.chat(HELLO.formatted(false), headers).statusCode() == status);
    }

    private double lag() {
        return server.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("ambo_journal_lag_bytes "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                .findFirst()
                .orElseThrow();
    }

    /** Forty megabytes: more than the buffers of all sockets on the way take in. */
    private static final int EVENTS = 10_000;

    @Test
    void aCallerWhoReadsSlowlyGetsEveryWordAndNobodyElseWaits() throws IOException {
        var event = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + "x".repeat(4000) + "\"}}]}\n\n";
        var last = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
        var events = new java.util.ArrayList<>(Collections.nCopies(EVENTS, event));
        events.add(last);
        standIn.next(Script.events(events));
        try (var slow = new RawCaller(server)) {
            slow.send(RawCaller.post(HELLO.formatted(true)));
            standIn.await(1, PATIENCE);
            HttpResponse<String> other = server.chat(HELLO.formatted(true));
            for (var i = 0; i < 10; i++) {
                other = server.chat(HELLO.formatted(true));
            }
            assertThat(other.body()).endsWith("data: [DONE]\n\n");
            assertThat(standIn.requests().getFirst().ended())
                    .as("the upstream is held back")
                    .isZero();
            var body = slow.answer().body();
            assertThat(body.length()).isEqualTo(EVENTS * event.length() + last.length());
            assertThat(body).endsWith(last);
        }
        assertThat(server.server().ledger().entries().last(20))
                .hasSize(12)
                .allMatch(entry -> entry.outcome() == Outcome.SERVED);
    }
}
