package io.ambo.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ambo.core.Caller;
import io.ambo.core.DestinationKind;
import io.ambo.core.Language;
import io.ambo.core.Money;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.core.Usage;
import io.ambo.platform.SettableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which requests the limits of keys admit, with a clock controlled by the test. */
class KeyLimiterTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Usage HUNDRED = new Usage(60, 10, 0, 20, 10, false);
    private static final String KEY = "key_one";

    private final SettableClock clock = new SettableClock(NOON);
    private final KeyLimiter limiter = new KeyLimiter(clock);

    private static AccessKey key(KeyLimits limits) {
        var caller =
                new Caller(KEY, "one", Set.of(), Set.of(DestinationKind.CLOSED), Set.of(), Set.of(), Optional.empty());
        return new AccessKey(caller, NOON, Optional.empty(), limits);
    }

    private static KeyLimits requests(long most) {
        return KeyLimits.NONE.requestsPerMinute(OptionalLong.of(most));
    }

    private static KeyLimits tokens(long most) {
        return KeyLimits.NONE.tokensPerMinute(OptionalLong.of(most));
    }

    private static KeyLimits budget(String text) {
        return KeyLimits.NONE.budget(Optional.of(KeyBudget.of(text)));
    }

    private static Optional<Money> usd(String units) {
        return Optional.of(Money.of(new BigDecimal(units), "USD"));
    }

    private Refusal refused() {
        return limiter.admit(KEY).refusal().orElseThrow();
    }

    private boolean letIn() {
        return limiter.admit(KEY).refusal().isEmpty();
    }

    private void spend(String units) {
        limiter.used(KEY, Usage.NONE, usd(units), clock.now());
    }

    @Test
    void aCorrectionOfThisRunOrOfTheOnesBeforeChangesWhatIsSpentAtOnce() {
        limiter.holdNew(key(budget("1USD/day")));
        spend("0.7");
        limiter.readPast((caller, currency, since) -> Money.zero(currency));
        limiter.corrected(KEY, Money.of(new BigDecimal("0.5"), "USD"), NOON, true);
        assertThat(letIn()).isFalse();
        limiter.corrected(KEY, Money.of(new BigDecimal("-0.6"), "USD"), NOON, true);
        assertThat(letIn()).isTrue();
        limiter.corrected(KEY, Money.of(new BigDecimal("0.9"), "USD"), NOON, false);
        assertThat(letIn()).isFalse();
        limiter.corrected(KEY, Money.of(new BigDecimal("-0.9"), "USD"), NOON, false);
        assertThat(letIn()).isTrue();
        limiter.corrected(KEY, Money.of(new BigDecimal("0.9"), "USD"), NOON.minusSeconds(86_400), false);
        assertThat(letIn()).isTrue();
    }

    @Test
    void aCorrectionWhileThePastIsReadHasItReadAgain() {
        limiter.hold(key(budget("1USD/day")));
        limiter.readPast((caller, currency, since) -> {
            limiter.corrected(KEY, Money.of(new BigDecimal("-2"), "USD"), NOON, false);
            return Money.of(new BigDecimal("2"), "USD");
        });
        assertThat(refused().reason()).isEqualTo(Reason.NOT_READY);
        limiter.readPast((caller, currency, since) -> Money.zero(currency));
        assertThat(letIn()).isTrue();
    }

    @Test
    void aKeyWithoutLimitsIsNeverCountedAndNeverRefused() {
        limiter.holdNew(key(KeyLimits.NONE));
        for (var i = 0; i < 1000; i++) {
            assertThat(limiter.admit(KEY)).isSameAs(KeyAllowance.UNLIMITED);
        }
        assertThat(limiter.use(KEY)).isEmpty();
    }

    @Test
    void requestsBeyondTheLimitAreRefusedUntilTheFirstOfThemIsAMinuteOld() {
        limiter.holdNew(key(requests(2)));
        assertThat(letIn()).isTrue();
        clock.advance(Duration.ofSeconds(20));
        assertThat(letIn()).isTrue();
        var refusal = refused();
        assertThat(refusal.reason()).isEqualTo(Reason.LIMIT_REACHED);
        assertThat(refusal.retryAfterSeconds()).isEqualTo(41);
        assertThat(refusal.in(Language.EN)).contains(KEY, "2 requests a minute", "41 seconds", "ambo keys limit");
        assertThat(refusal.in(Language.ZH)).contains(KEY, "每分钟可请求 2 次", "41 秒");
        clock.advance(Duration.ofSeconds(40));
        assertThat(letIn()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(letIn()).isTrue();
        assertThat(letIn()).isFalse();
    }

    @Test
    void whoIsRefusedIsNotCountedSoThatWaitingHelps() {
        limiter.holdNew(key(requests(1)));
        assertThat(letIn()).isTrue();
        for (var i = 0; i < 61; i++) {
            assertThat(letIn()).isFalse();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(letIn()).isTrue();
    }

    @Test
    void anAllowanceSaysWhatIsLeftAndWhenItIsWholeAgain() {
        limiter.holdNew(key(requests(3).tokensPerMinute(OptionalLong.of(1000))));
        limiter.used(KEY, HUNDRED, Optional.empty(), clock.now());
        clock.advance(Duration.ofSeconds(10));
        var allowance = limiter.admit(KEY);
        assertThat(allowance.use()).isEqualTo(new KeyUse(1, 100, Optional.empty()));
        assertThat(allowance.requestsReset()).isEqualTo(61);
        assertThat(allowance.tokensReset()).isEqualTo(51);
    }

    @Test
    void tokensOfEveryKindCountWhenTheAnswerHasEnded() {
        limiter.holdNew(key(tokens(150)));
        limiter.used(KEY, HUNDRED, Optional.empty(), clock.now());
        assertThat(letIn()).isTrue();
        clock.advance(Duration.ofSeconds(30));
        limiter.used(KEY, HUNDRED, Optional.empty(), clock.now());
        var refusal = refused();
        assertThat(refusal.retryAfterSeconds()).isEqualTo(31);
        assertThat(refusal.in(Language.EN)).contains("150 tokens a minute", "has used 200");
        assertThat(refusal.in(Language.ZH)).contains("每分钟可用 150 个词元", "已用 200 个");
        clock.advance(Duration.ofSeconds(31));
        assertThat(letIn()).isTrue();
    }

    @Test
    void aDaysBudgetIsExactAndWholeAgainAtMidnightUtc() {
        limiter.holdNew(key(budget("0.3USD/day")));
        spend("0.1");
        spend("0.199999999");
        assertThat(letIn()).isTrue();
        spend("0.000000001");
        var refusal = refused();
        assertThat(refusal.reason()).isEqualTo(Reason.LIMIT_REACHED);
        assertThat(refusal.retryAfterSeconds()).isEqualTo(Duration.ofHours(12).toSeconds());
        assertThat(refusal.in(Language.EN)).contains("USD 0.3 a day", "spent USD 0.3", "2026-11-26T00:00:00Z");
        assertThat(refusal.in(Language.ZH)).contains("每天可花费 USD 0.3", "2026-11-26T00:00:00Z");
        clock.advance(Duration.ofHours(12).minusSeconds(1));
        assertThat(letIn()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(letIn()).isTrue();
        assertThat(limiter.use(KEY).orElseThrow().spent()).contains(Money.zero("USD"));
    }

    @Test
    void aMonthsBudgetOutlastsTheDay() {
        limiter.holdNew(key(budget("1USD/month")));
        spend("0.6");
        clock.advance(Duration.ofDays(1));
        spend("0.6");
        assertThat(refused().in(Language.EN)).contains("a month", "USD 1.2", "2026-12-01T00:00:00Z");
        clock.advance(Duration.ofDays(5));
        assertThat(letIn()).isTrue();
    }

    @Test
    void whatCameYesterdayAndEndsTodayIsYesterdays() {
        limiter.holdNew(key(budget("1USD/day")));
        var came = clock.now();
        clock.advance(Duration.ofHours(13));
        limiter.used(KEY, Usage.NONE, usd("0.25"), clock.now());
        limiter.used(KEY, Usage.NONE, usd("5"), came);
        assertThat(limiter.use(KEY).orElseThrow().spent()).isEqualTo(usd("0.25"));
    }

    @Test
    void moneyOfAnotherCurrencyIsNeverAdded() {
        limiter.holdNew(key(budget("1USD/day")));
        limiter.used(KEY, Usage.NONE, Optional.of(new Money(Long.MAX_VALUE, "CNY")), clock.now());
        limiter.used(KEY, Usage.NONE, Optional.empty(), clock.now());
        assertThat(limiter.use(KEY).orElseThrow().spent()).contains(Money.zero("USD"));
    }

    @Test
    void aSumTooLargeToKeepUsesUpTheBudget() {
        limiter.holdNew(key(budget("1USD/day")));
        limiter.used(KEY, Usage.NONE, Optional.of(new Money(Long.MAX_VALUE, "USD")), clock.now());
        limiter.used(KEY, Usage.NONE, Optional.of(new Money(Long.MAX_VALUE, "USD")), clock.now());
        assertThat(letIn()).isFalse();
    }

    @Test
    void aBudgetIsClosedUntilWhatWasSpentBeforeIsRead() {
        limiter.hold(List.of(key(budget("1USD/month"))));
        assertThat(refused().reason()).isEqualTo(Reason.NOT_READY);
        assertThat(refused().retryAfterSeconds()).isEqualTo(1);
        spend("0.5");
        limiter.readPast((caller, currency, since) -> {
            assertThat(caller).isEqualTo(KEY);
            assertThat(since).isEqualTo("2026-11-01");
            return usd("0.4").orElseThrow();
        });
        assertThat(letIn()).isTrue();
        spend("0.1");
        assertThat(refused().in(Language.EN)).contains("has spent USD 1.");
    }

    @Test
    void whatWasSpentBeforeIsForgottenWithItsMonth() {
        limiter.hold(List.of(key(budget("1USD/month"))));
        limiter.readPast((caller, currency, since) -> usd("9").orElseThrow());
        assertThat(letIn()).isFalse();
        clock.advance(Duration.ofDays(6));
        assertThat(letIn()).isTrue();
    }

    @Test
    void aClockSetBackGivesNoMoneyBack() {
        limiter.holdNew(key(budget("1USD/day").requestsPerMinute(OptionalLong.of(100))));
        spend("1");
        clock.advance(Duration.ofDays(-1));
        assertThat(letIn()).isFalse();
    }

    @Test
    void aBudgetGivenLaterCountsWhatThisRunSpentAndReadsTheRest() {
        limiter.holdNew(key(KeyLimits.NONE));
        spend("0.7");
        limiter.hold(key(budget("1USD/day")));
        assertThat(refused().reason()).isEqualTo(Reason.NOT_READY);
        limiter.readPast((caller, currency, since) -> usd("0.2").orElseThrow());
        assertThat(limiter.use(KEY).orElseThrow().spent()).isEqualTo(usd("0.9"));
        limiter.hold(key(budget("0.9USD/day")));
        assertThat(refused().reason()).isEqualTo(Reason.LIMIT_REACHED);
        limiter.hold(key(budget("2USD/day")));
        assertThat(letIn()).isTrue();
        limiter.hold(key(budget("2EUR/day")));
        assertThat(refused().reason()).isEqualTo(Reason.NOT_READY);
    }

    @Test
    void aLimitThatIsTakenOffHoldsNoMore() {
        limiter.holdNew(key(requests(1)));
        assertThat(letIn()).isTrue();
        assertThat(letIn()).isFalse();
        limiter.hold(key(KeyLimits.NONE));
        assertThat(letIn()).isTrue();
        limiter.hold(key(requests(1)));
        limiter.hold(List.of());
        assertThat(limiter.admit(KEY)).isSameAs(KeyAllowance.UNLIMITED);
    }

    @Test
    void onlyWhatCanBeCountedIsAskedForAKeyWithABudget() {
        limiter.holdNew(key(budget("1USD/day")));
        var allowance = limiter.admit(KEY);
        allowance.requireCountable("a/b", usd("3"));
        allowance.requireCountable("a/b", Optional.of(Money.zero("CNY")));
        KeyAllowance.UNLIMITED.requireCountable("a/b", Optional.empty());
        for (var most : List.of(Optional.<Money>empty(), Optional.of(new Money(1, "CNY")))) {
            assertThat(catchThrowableOfType(Refusal.class, () -> allowance.requireCountable("a/b", most)))
                    .satisfies(refusal -> {
                        assertThat(refusal.reason()).isEqualTo(Reason.NO_ALLOWED_MODEL);
                        assertThat(refusal.in(Language.EN)).contains("a/b", "USD");
                    });
        }
    }

    @Test
    void whatRequestsUnderWayMayCostIsHeldUntilTheyAreSettled() {
        limiter.holdNew(key(budget("1USD/day")));
        var first = limiter.hold(KEY, usd("0.6"), Hold.NONE);
        assertThat(limiter.left(KEY)).isEqualTo(usd("0.4"));
        var refusal = catchThrowableOfType(Refusal.class, () -> limiter.hold(KEY, usd("0.5"), Hold.NONE));
        assertThat(refusal.reason()).isEqualTo(Reason.LIMIT_REACHED);
        assertThat(refusal.in(Language.EN)).contains(KEY, "USD 0.4 is left", "up to USD 0.5");
        limiter.used(KEY, HUNDRED, usd("0.1"), NOON);
        first.settle();
        first.settle();
        assertThat(limiter.left(KEY)).isEqualTo(usd("0.9"));
        limiter.hold(KEY, usd("0.9"), Hold.NONE);
        assertThat(limiter.left(KEY)).isEqualTo(usd("0"));
    }

    @Test
    void theNextAttemptOfARequestHoldsInPlaceOfTheOneBefore() {
        limiter.holdNew(key(budget("1USD/day")));
        var first = limiter.hold(KEY, usd("0.6"), Hold.NONE);
        limiter.hold(KEY, usd("0.8"), first);
        assertThat(limiter.left(KEY)).isEqualTo(usd("0.2"));
    }

    @Test
    void ofManyAtOnceNoMoreAreUnderWayThanTheBudgetHolds() {
        limiter.holdNew(key(budget("1USD/day")));
        var held = IntStream.range(0, 400)
                .parallel()
                .filter(_ -> {
                    try {
                        limiter.hold(KEY, usd("0.1"), Hold.NONE);
                        return true;
                    } catch (Refusal refusal) {
                        return false;
                    }
                })
                .count();
        assertThat(held).isEqualTo(10);
        assertThat(limiter.left(KEY)).isEqualTo(usd("0"));
    }

    @Test
    void whereThereIsNoBudgetNothingIsHeld() {
        limiter.hold(key(requests(5)));
        assertThat(limiter.left(KEY)).isEmpty();
        limiter.hold(KEY, usd("1000000"), Hold.NONE).settle();
        limiter.hold("another", usd("1000000"), Hold.NONE).settle();
    }
}
