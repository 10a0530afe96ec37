package io.ambo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.ledger.Step;
import io.ambo.pipeline.TestLane.TestReply;
import io.ambo.provider.CallFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an entry says of how long each step took. */
class StepTimesTest {

    private static Duration time(TestLane lane, Step step) {
        var nanos = lane.closed().getFirst().stepNanos();
        return Duration.ofNanos(nanos.get(step.ordinal()));
    }

    @Test
    void receivingIsTheWaitForTheBodyAndCallingIsUpToTheEndOfTheAnswer() {
        try (var lane = new TestLane()) {
            var exchange = lane.admit(new TestReply());
            lane.clock.advance(Duration.ofSeconds(2));
            lane.serve(exchange, TestLane.hello("one/large"));
            lane.turn();
            lane.clock.advance(Duration.ofSeconds(5));
            lane.call().upstream.head(200, true, 0);
            lane.call().words("Hello.");
            lane.clock.advance(Duration.ofSeconds(7));
            lane.call().event("[DONE]");
            lane.call().upstream.ended();
            lane.turn();
            assertThat(time(lane, Step.AUTHENTICATE)).isZero();
            assertThat(time(lane, Step.RECEIVE)).isEqualTo(Duration.ofSeconds(2));
            assertThat(time(lane, Step.CALL)).isEqualTo(Duration.ofSeconds(12));
        }
    }

    @Test
    void callingIsTheSumOfAllAttempts() {
        try (var lane = new TestLane()) {
            var exchange = lane.admit(new TestReply());
            lane.serve(exchange, TestLane.hello("large"));
            lane.turn();
            lane.clock.advance(Duration.ofSeconds(1));
            lane.call().upstream.staleConnection();
            lane.clock.advance(Duration.ofSeconds(1));
            lane.call().upstream.failed(CallFailure.CONNECT_FAILED);
            lane.turn();
            assertThat(lane.calls).hasSize(2);
            lane.clock.advance(Duration.ofSeconds(3));
            exchange.callerLeft();
            lane.turn();
            assertThat(time(lane, Step.CALL)).isEqualTo(Duration.ofSeconds(5));
        }
    }
}
