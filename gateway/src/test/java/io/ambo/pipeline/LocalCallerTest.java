package io.ambo.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.core.Caller;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.format.Surface;
import io.ambo.ledger.Outcome;
import io.ambo.pipeline.LocalCaller.Answered;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Code of this program asks a model through the same nine steps as everybody else. */
class LocalCallerTest {

    private static CompletableFuture<Answered> ask(TestLane lane, String body) {
        return new LocalCaller(lane.loop::add, lane.lane, lane.pipeline, lane.memory, lane.clock)
                .ask(Caller.keyless(), Surface.CHAT_COMPLETIONS, body.getBytes(UTF_8), Map.of("source", "evaluation"));
    }

    @Test
    void anAnswerComesWhenItsEntryIsOnFileAndTheEntryIsTagged() {
        try (var lane = new TestLane()) {
            var answer = ask(lane, TestLane.hello("one/large").replace("Hello.", "Call 13800138000."));
            lane.turn();
            assertThat(new String(lane.call().outbound.body(), UTF_8)).doesNotContain("13800138000");
            lane.call().upstream.head(200, true, 0);
            lane.call().words("Hi there.");
            lane.call().event("[DONE]");
            lane.call().upstream.ended();
            assertThat(answer).isNotDone();
            lane.turn();
            assertThat(new String(answer.join().body(), UTF_8)).contains("Hi there.", "[DONE]");
            assertThat(answer.join().headers()).containsEntry("x-ambo-model", "one/large");
            assertThat(lane.closed()).singleElement().satisfies(entry -> {
                assertThat(entry.outcome()).isEqualTo(Outcome.SERVED);
                assertThat(entry.tags()).containsEntry("source", "evaluation");
            });
            assertThat(lane.memory.taken()).isZero();
        }
    }

    @Test
    void aRefusalIsWhatTheAnswerEndsWith() {
        try (var lane = new TestLane()) {
            var answer = ask(lane, TestLane.hello("nobody/has-this"));
            lane.turn();
            assertThatThrownBy(answer::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            Refusal.class, it -> assertThat(it.reason()).isEqualTo(Reason.UNKNOWN_MODEL));
            assertThat(lane.closed()).extracting("code").containsExactly("unknown-model");
        }
    }

    @Test
    void cancellingGivesTheRequestUp() {
        try (var lane = new TestLane()) {
            var answer = ask(lane, TestLane.hello("one/large"));
            lane.turn();
            answer.cancel(false);
            lane.turn();
            assertThat(lane.call().cancelled).isTrue();
            assertThat(lane.closed()).extracting("outcome").containsExactly(Outcome.ABANDONED);
        }
    }
}
