package io.ambo.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.access.KeyBudget;
import io.ambo.access.KeyLimits;
import io.ambo.access.LimitedKey;
import io.ambo.core.Caller;
import io.ambo.core.Money;
import io.ambo.core.Reason;
import io.ambo.core.Usage;
import io.ambo.pipeline.Preview.PreviewResult;
import io.ambo.routing.Rule;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A preview knows what the limits of the caller's key have left, and takes nothing of it. */
class PreviewLimitsTest {

    private static PreviewResult preview(TestLane lane, Caller caller) {
        return lane.preview.of(TestLane.hello("large").getBytes(UTF_8), Optional.empty(), Map.of(), caller);
    }

    private static Optional<Money> usd(String units) {
        return Optional.of(Money.of(new BigDecimal(units), "USD"));
    }

    @Test
    void whatIsDearerThanTheBudgetHasLeftIsExcluded() {
        try (var lane = new TestLane()) {
            var caller = LimitedKey.of(lane.limiter, KeyLimits.NONE.budget(Optional.of(KeyBudget.of("1USD/day"))));
            assertThat(preview(lane, caller).decision()).isPresent();
            lane.limiter.used(caller.id(), Usage.NONE, usd("0.9999"), lane.clock.now());
            var preview = preview(lane, caller);
            assertThat(preview.limit()).isEmpty();
            assertThat(preview.decision()).isEmpty();
            assertThat(preview.verdict().standings())
                    .filteredOn(it -> it.destination().model().equals("large"))
                    .isNotEmpty()
                    .allSatisfy(standing ->
                            assertThat(standing.exclusions()).extracting("rule").contains(Rule.BUDGET_LEFT));
        }
    }

    @Test
    void aBudgetThatIsSpentIsTold() {
        try (var lane = new TestLane()) {
            var caller = LimitedKey.of(lane.limiter, KeyLimits.NONE.budget(Optional.of(KeyBudget.of("1USD/day"))));
            lane.limiter.used(caller.id(), Usage.NONE, usd("1"), lane.clock.now());
            assertThat(preview(lane, caller).limit().orElseThrow().reason()).isEqualTo(Reason.LIMIT_REACHED);
        }
    }

    @Test
    void aPreviewCountsAgainstNoLimit() {
        try (var lane = new TestLane()) {
            var caller = LimitedKey.of(lane.limiter, KeyLimits.NONE.requestsPerMinute(OptionalLong.of(1)));
            assertThat(preview(lane, caller).limit()).isEmpty();
            assertThat(preview(lane, caller).limit()).isEmpty();
            assertThat(lane.limiter.admit(caller.id()).refusal()).isEmpty();
            assertThat(preview(lane, caller).limit().orElseThrow().reason()).isEqualTo(Reason.LIMIT_REACHED);
        }
    }

    @Test
    void aDestinationWhoseCostTheBudgetCannotCountIsImpossible() {
        try (var lane = new TestLane()) {
            var caller = LimitedKey.of(lane.limiter, KeyLimits.NONE.budget(Optional.of(KeyBudget.of("9CNY/day"))));
            assertThat(preview(lane, caller).parcels().get("one/large"))
                    .isInstanceOf(Preview.OutgoingBody.Impossible.class);
        }
    }
}
