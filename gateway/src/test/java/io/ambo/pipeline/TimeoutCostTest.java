package io.ambo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.Usage;
import io.ambo.pipeline.TestLane.TestReply;
import io.ambo.provider.CallFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a call that Ambo itself cancels is booked at: the provider may go on generating what nobody sees. */
class TimeoutCostTest {

    private static final int MOST = 77;

    private static Usage usage(CallFailure failure, boolean afterWords) {
        try (var lane = new TestLane()) {
            var asked = TestLane.hello("one/large").replace("{\"model\"", "{\"max_tokens\":" + MOST + ",\"model\"");
            lane.serve(lane.admit(new TestReply()), asked);
            lane.turn();
            lane.call().sent = true;
            if (afterWords) {
                lane.call().upstream.head(200, true, 0);
                lane.call().words("eight words of which four characters are one");
            }
            lane.call().upstream.failed(failure);
            lane.turn();
            return lane.closed().getLast().usage();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRST_BYTE_TIMEOUT", "BETWEEN_BYTES_TIMEOUT", "TOTAL_TIMEOUT"})
    void beforeTheFirstWordATimeoutCostsTheWholeReservedAnswer(CallFailure timeout) {
        assertThat(usage(timeout, false))
                .matches(Usage::estimated)
                .extracting(Usage::output)
                .isEqualTo((long) MOST);
    }

    @Test
    void afterTheFirstWordsItCostsWhatWasSeen() {
        assertThat(usage(CallFailure.BETWEEN_BYTES_TIMEOUT, true).output()).isEqualTo(11);
    }

    @Test
    void aConnectionThatTheProviderLostCostsWhatWasSeen() {
        assertThat(usage(CallFailure.CONNECTION_LOST, false).output()).isZero();
    }
}
