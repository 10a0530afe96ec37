package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.ledger.Outcome;
import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who leave in every phase, many of them: the upstream hears of it at once, and nothing of them stays. */
class NothingLeaksTest {

    private static final int TIMES = 15;
    private static final Duration AT_ONCE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String HELLO = """
            {"model":"standin-large","stream":%s,"messages":[{"role":"user","content":"Tell me a story."}]}""";

    @TempDir
    Path folder;

    private Leaks before;
    private StandIn standIn;
    private LiveServer server;

    @BeforeEach
    void open() throws IOException {
        standIn = StandIn.start();
        LiveServer.inFrontOf(standIn, folder.resolve("warm")).close();
        before = Leaks.now();
        server = LiveServer.inFrontOf(standIn, folder.resolve("home"));
        server.get("/healthz");
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        before.areGone();
        standIn.close();
    }

    private void leave(String sent) throws IOException {
        try (var caller = new RawCaller(server)) {
            caller.send(sent);
        }
    }

    /** How long until the upstream knows that nobody wants its answer any more. */
    private Duration leaveUnder(Script script, boolean stream, boolean reads) throws IOException {
        standIn.forget();
        standIn.next(script);
        try (var caller = new RawCaller(server)) {
            caller.send(RawCaller.post(HELLO.formatted(stream)));
            assertThat(standIn.await(1, PATIENCE)).hasSize(1);
            if (reads) {
                assertThat(caller.begins()).isTrue();
            }
            var left = System.nanoTime();
            caller.leave();
            return Duration.ofNanos(standIn.awaitLeft(1, PATIENCE).getFirst().ended() - left);
        }
    }

    /** The middle one, so that one pause of this machine is no finding. */
    private void leavesAtOnce(Script script, boolean stream, boolean reads) throws IOException {
        var took = new ArrayList<Duration>();
        for (var i = 0; i < TIMES; i++) {
            took.add(leaveUnder(script, stream, reads));
        }
        took.sort(null);
        assertThat(took.get(TIMES / 2)).as("all: %s", took).isLessThan(AT_ONCE);
    }

    @Test
    void leavingBeforeTheCallSendsNothingOn() throws IOException {
        var whole = RawCaller.post(HELLO.formatted(true));
        for (var i = 0; i < TIMES; i++) {
            leave("");
            leave("POST /v1/chat");
            leave(whole.substring(0, whole.indexOf("\r\n\r\n")));
            leave(whole.substring(0, whole.length() - 1));
        }
        awaitEntries(TIMES);
        assertThat(standIn.requests()).isEmpty();
    }

    @Test
    void leavingWhileWaitingOrReadingEndsTheCallAtOnce() throws IOException {
        leavesAtOnce(Script.stall(), true, false);
        leavesAtOnce(Script.stall(), false, false);
        leavesAtOnce(Script.answer().stallAfterBytes(20), false, false);
        leavesAtOnce(Script.answer().stallAfterEvents(4), true, true);
        leavesAtOnce(Script.answer().delayBetween(Duration.ofMillis(30)), true, true);
        awaitEntries(5 * TIMES);
    }

    private void awaitEntries(int count) {
        var entries = server.server().ledger().entries();
        Await.until(
                "the entries",
                () -> entries.last(1000).stream()
                                .filter(entry -> entry.outcome() == Outcome.ABANDONED)
                                .count()
                        >= count);
        assertThat(entries.last(1000)).hasSize(count).allSatisfy(entry -> {
            assertThat(entry.code()).isEqualTo("caller-left");
            assertThat(entry.closedAt()).isPresent();
        });
    }
}
