package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.ledger.Outcome;
import io.ambo.standin.StandIn;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One request through all nine steps to the ledger. */
class FirstAnswerTest {

    private static final String PHONE = "13812345678";

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

    private static String request(boolean stream) {
        return """
                {"model":"careful","stream":%s,"messages":[{"role":"user","content":"我的手机号是%s,帮我写一条请假短信"}]}""".formatted(stream, PHONE);
    }

    @Test
    void phoneNumberLeavesMaskedAndComesBackWhole() {
        var answer = server.chat(request(false));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains(PHONE);
        assertThat(answer.headers().firstValue("x-ambo-model")).contains("standin/standin-large");
        assertThat(answer.headers().firstValue("x-ambo-destination")).contains("closed");
        assertThat(standIn.requests()).hasSize(1);
        assertThat(standIn.requests().getFirst().text()).doesNotContain(PHONE).contains("PHONE_");
    }

    @Test
    void phoneNumberComesBackWholeInAStreamOfFourCharacterPieces() {
        var answer = server.chat(request(true));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).endsWith("data: [DONE]\n\n").doesNotContain("PHONE_");
        assertThat(answer.body().replaceAll("[^0-9]", "")).contains(PHONE);
        assertThat(standIn.requests().getFirst().text()).doesNotContain(PHONE).contains("include_usage");
        assertThat(answer.body()).doesNotContain("\"choices\":[]");
    }

    @Test
    void everyAnswerHasOneEntryWithItsCost() {
        server.chat(request(true));
        var entries = server.server().ledger().entries().last(10);
        assertThat(entries).hasSize(1);
        var entry = entries.getFirst();
        assertThat(entry.outcome()).isEqualTo(Outcome.SERVED);
        assertThat(entry.destination()).isEqualTo("standin/standin-large");
        assertThat(entry.cost())
                .hasValueSatisfying(cost -> assertThat(cost.nanos()).isPositive());
        assertThat(entry.usage().estimated()).isFalse();
        assertThat(entry.restored()).isEqualTo(1);
        assertThat(entry.found()).containsEntry("phone-cn", 1);
        assertThat(entry.attempts()).hasSize(1);
        assertThat(entry.question()).doesNotContain(PHONE);
    }
}
