package io.ambo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.MemoryShare;
import io.ambo.ledger.Outcome;
import io.ambo.pipeline.TestLane.TestReply;
import io.ambo.provider.CallFailure;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Events over 64 KiB: the workers take them, nothing overtakes them, and their memory is counted meanwhile. */
class LargeEventsTest {

    private static final int LENGTH = 2 << 20;
    private static final String LARGE = "word ".repeat(LENGTH / 5);

    /** A stream that has begun, with workers that are held up. */
    private static final class Scene implements AutoCloseable {

        final TestLane lane = new TestLane();
        final TestReply reply = new TestReply();
        final Exchange exchange;
        final CountDownLatch workersGo;

        Scene() {
            exchange = lane.admit(reply);
            lane.serve(exchange, TestLane.hello("one/large"));
            lane.turn();
            lane.call().sent = true;
            lane.call().upstream.head(200, true, 0);
            lane.call().words("first");
            workersGo = lane.holdWorkers();
        }

        void goOn() throws InterruptedException {
            workersGo.countDown();
            lane.turnUntil(() -> lane.memory.taken() == 0);
            lane.turn();
        }

        @Override
        public void close() {
            workersGo.countDown();
            lane.close();
        }
    }

    @Test
    void theWorkersTakeALargeEventAndTheLoopDoesNot() throws InterruptedException {
        try (var scene = new Scene()) {
            scene.lane.call().manyWords(LARGE);
            scene.lane.turn();
            assertThat(scene.reply.body).as("the workers are held up").hasSizeLessThan(LENGTH);
            scene.goOn();
            assertThat(scene.reply.body).hasSizeGreaterThan(LENGTH);
        }
    }

    @Test
    void whatComesBehindALargeEventWaitsForItAndKeepsItsOrder() throws InterruptedException {
        try (var scene = new Scene()) {
            scene.lane.call().manyWords(LARGE);
            scene.lane.call().words("between");
            scene.lane.call().manyWords(LARGE);
            scene.lane.call().words("last");
            scene.lane.call().event("[DONE]");
            scene.lane.call().upstream.ended();
            scene.lane.turn();
            assertThat(scene.reply.body.toString()).contains("first").doesNotContain("between");
            scene.goOn();
            assertThat(scene.reply.body.toString().replace("word ", "").replaceAll("[^a-zA-Z ]+", " "))
                    .containsSubsequence("first", "between", "last", "DONE");
            assertThat(scene.reply.seen).endsWith("end");
            assertThat(scene.lane.closed()).extracting("outcome").containsExactly(Outcome.SERVED);
        }
    }

    @Test
    void theUpstreamIsNotReadWhileALargeEventIsTaken() throws InterruptedException {
        try (var scene = new Scene()) {
            scene.lane.call().manyWords(LARGE);
            assertThat(scene.lane.call().reading).isFalse();
            scene.exchange.writable(true);
            assertThat(scene.lane.call().reading).isFalse();
            scene.exchange.writable(false);
            scene.goOn();
            assertThat(scene.lane.call().reading).as("the caller takes no more").isFalse();
            scene.exchange.writable(true);
            assertThat(scene.lane.call().reading).isTrue();
        }
    }

    @Test
    void theMemoryOfALargeEventAndOfWhatWaitsBehindItIsCounted() throws InterruptedException {
        try (var scene = new Scene()) {
            scene.lane.call().manyWords(LARGE);
            scene.lane.call().words("x".repeat(60_000));
            assertThat(scene.lane.memory.taken()).isGreaterThan(LENGTH + 60_000);
            scene.goOn();
            assertThat(scene.lane.memory.taken()).isZero();
        }
    }

    @Test
    void aStreamThatFindsNoMemoryForWhatWaitsIsBrokenOff() throws InterruptedException {
        try (var scene = new Scene()) {
            scene.lane.call().manyWords(LARGE);
            var other = new MemoryShare(scene.lane.memory);
            assertThat(other.growTo((256L << 20) - scene.lane.memory.taken())).isTrue();
            scene.lane.call().words("behind");
            assertThat(scene.reply.seen).last().isEqualTo("break-off busy");
            other.release();
            scene.goOn();
        }
    }

    @Test
    void aCallerWhoLeavesMeanwhileGetsNothingMoreAndItsMemoryComesBack() throws InterruptedException {
        try (var scene = new Scene()) {
            scene.lane.call().manyWords(LARGE);
            scene.lane.call().manyWords(LARGE);
            scene.exchange.callerLeft();
            scene.lane.turn();
            assertThat(scene.lane.memory.taken()).as("of the one that is away").isBetween(2L << 20, 3L << 20);
            var seen = new ArrayList<>(scene.reply.seen);
            scene.goOn();
            assertThat(scene.reply.seen).isEqualTo(seen);
            assertThat(scene.lane.closed()).extracting("outcome").containsExactly(Outcome.ABANDONED);
        }
    }

    @Test
    void aConnectionThatBreaksBehindALargeEventIsToldBehindIt() throws InterruptedException {
        try (var scene = new Scene()) {
            scene.lane.call().manyWords(LARGE);
            scene.lane.call().upstream.failed(CallFailure.CUT_SHORT);
            assertThat(scene.reply.seen).doesNotContain("break-off upstream_failed");
            scene.goOn();
            assertThat(scene.reply.body).hasSizeGreaterThan(LENGTH);
            assertThat(scene.reply.seen).last().asString().startsWith("break-off");
            assertThat(scene.lane.closed()).extracting("outcome").containsExactly(Outcome.FAILED);
        }
    }

    @Test
    void aLargeEventThatCannotBeReadIsTheUpstreamsFailure() throws InterruptedException {
        try (var scene = new Scene()) {
            scene.lane.call().manyWords(LARGE + "\" no JSON");
            scene.goOn();
            assertThat(scene.reply.seen).last().asString().startsWith("break-off");
            assertThat(scene.lane.closed()).extracting("outcome").containsExactly(Outcome.FAILED);
        }
    }
}
