package io.ambo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.DataClass;
import io.ambo.pipeline.TestLane.TestReply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A later turn of a named conversation counts as much as what was said before in it. */
class StickyClassTest {

    private static final String PLAIN = TestLane.hello("one/large").replace("Hello.", "And what does that mean?");
    private static final String IDENTITY = TestLane.hello("one/large").replace("Hello.", "我的身份证号是11010519491231002X。");

    private static void say(TestLane lane, Map<String, List<String>> headers, String body) {
        lane.serve(lane.admit(headers, new TestReply()), body);
        lane.turn();
    }

    private static Map<String, List<String>> named(String conversation) {
        return Map.of("x-ambo-conversation", List.of(conversation));
    }

    @Test
    void whatWasSaidOnceCountsInEveryLaterTurn() {
        try (var lane = new TestLane()) {
            say(lane, named("loan"), PLAIN);
            assertThat(lane.calls).as("harmless so far").hasSize(1);
            say(lane, named("loan"), IDENTITY);
            assertThat(lane.calls)
                    .as("an identity number goes to no closed model")
                    .hasSize(1);
            say(lane, named("loan"), PLAIN);
            assertThat(lane.calls).as("nor does the rest of its conversation").hasSize(1);
            assertThat(lane.closed().getLast().dataClass()).isEqualTo(DataClass.L3);

            say(lane, named("other"), PLAIN);
            say(lane, Map.of(), PLAIN);
            assertThat(lane.calls).as("others are as free as before").hasSize(3);
        }
    }

    @Test
    void aClassThatTheCallerStatedStaysToo() {
        try (var lane = new TestLane()) {
            say(lane, Map.of("x-ambo-conversation", List.of("loan"), "x-ambo-class", List.of("L4")), PLAIN);
            say(lane, named("loan"), PLAIN);
            assertThat(lane.calls).isEmpty();
            assertThat(lane.closed().getLast().dataClass()).isEqualTo(DataClass.L4);
        }
    }
}
