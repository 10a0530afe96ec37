package io.ambo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.MemoryShare;
import io.ambo.ledger.Outcome;
import io.ambo.pipeline.TestLane.TestReply;
import io.ambo.provider.CallFailure;
import org.junit.jupiter.api.Test;

/** Bodies over 64 KiB: what they take stays taken as long as somebody works on them, and the loop never does. */
class LargeBodiesTest {

    private static final int LENGTH = 200 * 1024;

    private static String large(String model) {
        return TestLane.hello(model).replace("Hello.", "word ".repeat(LENGTH / 5));
    }

    @Test
    void theMemoryOfACallerWhoLeftStaysTakenUntilTheWorkHasEnded() throws InterruptedException {
        try (var lane = new TestLane()) {
            var gate = lane.holdWorkers();
            var exchange = lane.admit(new TestReply());
            lane.serve(exchange, large("one/large"));
            exchange.callerLeft();
            lane.turn();
            assertThat(lane.closed()).extracting("outcome").containsExactly(Outcome.ABANDONED);
            assertThat(lane.memory.taken()).isGreaterThanOrEqualTo(LENGTH);
            gate.countDown();
            lane.turnUntil(() -> lane.memory.taken() == 0);
            assertThat(lane.calls).isEmpty();
            assertThat(lane.closed()).hasSize(1);
        }
    }

    @Test
    void theMemoryOfOneThatStreamsIsFreeFromTheFirstWordsOn() throws InterruptedException {
        try (var lane = new TestLane()) {
            var exchange = lane.admit(new TestReply());
            lane.serve(exchange, large("one/large"));
            lane.turnUntil(() -> !lane.calls.isEmpty());
            assertThat(lane.memory.taken()).as("body and what is sent").isGreaterThanOrEqualTo(2 * LENGTH);
            lane.call().upstream.head(200, true, 0);
            lane.call().words("Hi");
            assertThat(lane.memory.taken()).isZero();
            exchange.callerLeft();
            lane.turn();
        }
    }

    @Test
    void eachCandidateIsPreparedAwayFromTheLoop() throws InterruptedException {
        try (var lane = new TestLane()) {
            var exchange = lane.admit(new TestReply());
            lane.serve(exchange, large("large"));
            lane.turnUntil(() -> lane.calls.size() == 1);
            var gate = lane.holdWorkers();
            lane.call().sent = true;
            lane.call().upstream.head(500, false, 0);
            lane.call().upstream.body(new byte[0], new MemoryShare(lane.memory));
            lane.turn();
            assertThat(lane.calls).as("the next is still being prepared").hasSize(1);
            gate.countDown();
            lane.turnUntil(() -> lane.calls.size() == 2);
            exchange.callerLeft();
            lane.turn();
            assertThat(lane.memory.taken()).isZero();
        }
    }

    @Test
    void aCallerWhoLeavesBetweenTwoCandidatesIsOneEntryAndNoFurtherCall() throws InterruptedException {
        try (var lane = new TestLane()) {
            var reply = new TestReply();
            var exchange = lane.admit(reply);
            lane.serve(exchange, large("large"));
            lane.turnUntil(() -> lane.calls.size() == 1);
            var gate = lane.holdWorkers();
            lane.call().upstream.failed(CallFailure.CONNECT_FAILED);
            exchange.callerLeft();
            lane.turn();
            gate.countDown();
            lane.turnUntil(() -> lane.memory.taken() == 0);
            lane.turn();
            assertThat(lane.calls).hasSize(1);
            assertThat(lane.closed()).extracting("outcome").containsExactly(Outcome.ABANDONED);
            assertThat(reply.seen).isEmpty();
        }
    }

    @Test
    void oneThatFindsNoMemoryForItsWorkIsRefusedForAMoment() throws InterruptedException {
        try (var lane = new TestLane()) {
            var other = new MemoryShare(lane.memory);
            assertThat(other.growTo((256L << 20) - 3 * LENGTH / 2)).isTrue();
            var reply = new TestReply();
            lane.serve(lane.admit(reply), large("one/large"));
            lane.turnUntil(() -> !reply.seen.isEmpty());
            lane.turn();
            assertThat(reply.seen).containsExactly("refuse busy");
            assertThat(lane.memory.taken()).isEqualTo((256L << 20) - 3 * LENGTH / 2);
            assertThat(lane.closed()).extracting("code").containsExactly("busy");
        }
    }
}
