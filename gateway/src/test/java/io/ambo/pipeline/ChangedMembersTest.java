package io.ambo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.ledger.Entry;
import io.ambo.pipeline.TestLane.TestReply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A caller is told what of a request a destination did not get, or got otherwise. */
class ChangedMembersTest {

    private static TestReply answered(String body) {
        var reply = new TestReply();
        entryOf(body, reply);
        return reply;
    }

    private static Entry entryOf(String body, TestReply reply) {
        try (var lane = new TestLane()) {
            lane.serve(lane.admit(reply), body);
            lane.turn();
            lane.call().upstream.head(200, true, 0);
            lane.call().words("Hello.");
            lane.call().event("[DONE]");
            lane.call().upstream.ended();
            lane.turn();
            return lane.closed().getFirst();
        }
    }

    @Test
    void theEntryKeepsThemForTheVerdict() {
        var entry =
                entryOf(TestLane.hello("one/large").replace("\"stream\"", "\"seed\":7,\"stream\""), new TestReply());
        assertThat(entry.attempts().getFirst().changedMembers()).containsExactly("seed");
    }

    @Test
    void aReplyNamesTheMembersThatWereLeftOut() {
        var reply = answered(TestLane.hello("one/large").replace("\"stream\"", "\"seed\":7,\"stream\""));
        assertThat(reply.headers.get("x-ambo-changed")).contains("seed").doesNotContain("7");
    }

    @Test
    void whatACallerNamedCannotBreakOutOfTheHeader() {
        assertThat(ReplyHeaders.names(List.of("a\r\nset-cookie: x", "messages[0].name", "\u540d")))
                .isEqualTo("a??set-cookie??x,messages[0].name,?");
        assertThat(ReplyHeaders.names(List.of("x".repeat(100_000))).length()).isLessThan(1100);
    }
}
