package io.ambo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Kind;
import io.ambo.core.DataClass;
import io.ambo.pipeline.TestLane.TestReply;
import io.ambo.privacy.FakeTagger;
import io.ambo.privacy.Tagger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Names that only a tagger finds, on the way of a request. */
class TaggedRequestsTest {

    private static final String NAME = "孙立国";

    private final FakeTagger tagger = new FakeTagger().finds(NAME, Kind.PERSON, Tagger.Certainty.SURE);

    private TestLane lane() {
        return new TestLane(tier -> Optional.of(tagger));
    }

    private static String saying(String text) {
        return TestLane.hello("one/large").replace("Hello.", text);
    }

    private static String sent(TestLane lane) {
        return new String(lane.call().outbound.body(), StandardCharsets.UTF_8);
    }

    @Test
    void nameGoesToAClosedModelAsAPlaceholderAndComesBackWhole() {
        try (var lane = lane()) {
            var reply = new TestReply();
            var exchange = lane.admit(reply);
            lane.serve(exchange, saying(NAME + "昨天到了"));
            lane.turn();
            assertThat(sent(lane)).doesNotContain(NAME).containsPattern("PERSON_[A-Z0-9]{8}");
            var placeholder = sent(lane).replaceAll("(?s).*(PERSON_[A-Z0-9]+).*", "$1");
            lane.call().upstream.head(200, true, 0);
            lane.call().words("知道了，" + placeholder);
            lane.call().event("[DONE]");
            lane.call().upstream.ended();
            lane.turn();
            assertThat(reply.body.toString()).contains("知道了，" + NAME);
            var entry = lane.closed().getFirst();
            assertThat(entry.dataClass()).isEqualTo(DataClass.L2);
            assertThat(entry.found()).containsEntry("person-tagged", 1);
        }
    }

    @Test
    void longTextIsTaggedAwayFromTheLoop() throws InterruptedException {
        try (var lane = lane()) {
            var gate = lane.holdWorkers();
            var exchange = lane.admit(new TestReply());
            lane.serve(exchange, saying(NAME + "到了 ".repeat(500)));
            lane.turn();
            assertThat(tagger.texts()).as("it waits for a worker").isZero();
            gate.countDown();
            lane.turnUntil(() -> !lane.calls.isEmpty());
            assertThat(sent(lane)).doesNotContain(NAME);
        }
    }

    @Test
    void requestThatNoClosedModelMayAnswerIsNotTagged() {
        try (var lane = lane()) {
            var exchange = lane.admit(new TestReply());
            lane.serve(exchange, saying(NAME + "的身份证号 11010519491231002X"));
            lane.turn();
            assertThat(lane.calls).isEmpty();
            assertThat(tagger.texts()).isZero();
        }
    }

    @Test
    void callerWhoLeavesWhileNamesAreSearchedForIsCalledForNowhere() throws InterruptedException {
        try (var lane = lane()) {
            var gate = lane.holdWorkers();
            var exchange = lane.admit(new TestReply());
            lane.serve(exchange, saying(NAME + "到了 ".repeat(500)));
            exchange.callerLeft();
            gate.countDown();
            lane.turnUntil(() -> lane.memory.taken() == 0);
            assertThat(lane.calls).isEmpty();
            assertThat(lane.closed()).hasSize(1);
        }
    }
}
