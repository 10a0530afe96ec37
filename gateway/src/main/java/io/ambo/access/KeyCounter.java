package io.ambo.access;

import io.ambo.core.Money;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The limits of one key and what it has used. Thread-safe; the lock is held only for additions. */
final class KeyCounter {

    /** The current time: seconds of a monotonic clock, and the wall-clock time. */
    record Moment(long second, Instant time, LocalDate day) {}

    /** What was spent before this run, in the period that started on that day. */
    private record Before(LocalDate start, Money amount) {}

    private final String key;
    private final Spent spent = new Spent();
    private volatile KeyLimits limits = KeyLimits.NONE;
    private @Nullable MinuteWindow requests;
    private @Nullable MinuteWindow tokens;
    private @Nullable Before before;

    /** Set if a correction arrived while past spending was being read, so it must be read again. */
    private boolean misread;

    /** The highest possible costs of running requests, by currency. */
    private final Map<String, Long> held = new HashMap<>();

    KeyCounter(String key) {
        this.key = key;
    }

    KeyLimits limits() {
        return limits;
    }

    /** Sets new limits; for a budget of another period or currency, past spending must be read again. */
    synchronized void limit(KeyLimits now, long second) {
        if (now.budget().isEmpty() || !now.budget().get().sameKind(limits.budget())) {
            before = null;
        }
        requests = window(now.requestsPerMinute(), requests, second);
        tokens = window(now.tokensPerMinute(), tokens, second);
        limits = now;
    }

    private static @Nullable MinuteWindow window(OptionalLong limit, @Nullable MinuteWindow known, long second) {
        if (limit.isEmpty()) {
            return null;
        }
        return known == null ? new MinuteWindow(second) : known;
    }

    /** The budget, if its past spending is not known yet. */
    synchronized Optional<KeyBudget> unread() {
        return before == null ? limits.budget() : Optional.empty();
    }

    /**
     * Sets what was spent before this run. Has no effect if a correction arrived meanwhile, or if the budget has
     * changed.
     */
    synchronized void spentBefore(KeyBudget budget, LocalDate start, Money amount) {
        if (misread) {
            misread = false;
        } else if (budget.sameKind(limits.budget())) {
            before = new Before(start, amount);
        }
    }

    synchronized KeyAllowance admit(Moment now) {
        var refusal = refusal(now);
        if (refusal.isEmpty() && requests != null) {
            requests.add(now.second(), 1);
        }
        return allowance(now, refusal);
    }

    /** The same for a request that is not counted. */
    synchronized KeyAllowance preview(Moment now) {
        return allowance(now, refusal(now));
    }

    private KeyAllowance allowance(Moment now, Optional<Refusal> refusal) {
        return new KeyAllowance(limits, use(now), empty(requests, now), empty(tokens, now), refusal);
    }

    synchronized void used(long amount, Optional<Money> cost, LocalDate day, long second) {
        if (tokens != null && amount > 0) {
            tokens.add(second, amount);
        }
        cost.filter(money -> money.nanos() > 0).ifPresent(money -> spent.add(money, day));
    }

    /**
     * Applies a correction to a cost of that day.
     *
     * @param here whether the cost was booked in this run
     */
    synchronized void corrected(Money difference, LocalDate day, boolean here) {
        var known = before;
        if (here) {
            spent.add(difference, day);
        } else if (known == null) {
            misread = true;
        } else if (known.amount().currency().equals(difference.currency()) && !day.isBefore(known.start())) {
            var nanos = Spent.plus(known.amount().nanos(), difference.nanos());
            before = new Before(known.start(), new Money(Math.max(0, nanos), difference.currency()));
        }
    }

    /** The budget minus what is spent and reserved; empty if there is no budget, or while past spending is unknown. */
    synchronized Optional<Money> left(Moment now) {
        return limits.budget().flatMap(budget -> left(budget, now));
    }

    private Optional<Money> left(KeyBudget budget, Moment now) {
        var currency = budget.amount().currency();
        return spentOf(budget, now).map(spent -> {
            var gone = Spent.plus(spent.nanos(), held.getOrDefault(currency, 0L));
            return new Money(Math.max(0, budget.amount().nanos() - gone), currency);
        });
    }

    /**
     * Reserves the highest possible cost of a request.
     *
     * @throws Refusal if that exceeds the budget left by other requests
     */
    synchronized Hold hold(Money most, Moment now) {
        var budget = limits.budget();
        if (budget.isEmpty() || !budget.get().amount().currency().equals(most.currency())) {
            return Hold.NONE;
        }
        var left = left(budget.get(), now);
        if (left.isPresent() && most.compareTo(left.get()) > 0) {
            throw Refusal.of(Reason.LIMIT_REACHED, "limit.budget-held", key, left.get(), most)
                    .hint("limit.budget-hint", key)
                    .retryAfter(1);
        }
        held.merge(most.currency(), most.nanos(), Spent::plus);
        return new Hold(this, most);
    }

    synchronized void letGo(Money most) {
        held.computeIfPresent(most.currency(), (_, sum) -> sum > most.nanos() ? sum - most.nanos() : null);
    }

    synchronized KeyUse use(Moment now) {
        return new KeyUse(
                sum(requests, now), sum(tokens, now), limits.budget().flatMap(budget -> spentOf(budget, now)));
    }

    private Optional<Refusal> refusal(Moment now) {
        return requestsRefused(now).or(() -> tokensRefused(now)).or(() -> budgetRefused(now));
    }

    private Optional<Refusal> requestsRefused(Moment now) {
        var most = limits.requestsPerMinute().orElse(Long.MAX_VALUE);
        if (requests == null || requests.sum(now.second()) < most) {
            return Optional.empty();
        }
        var seconds = requests.secondsUntil(now.second(), most - 1);
        return Optional.of(Refusal.of(Reason.LIMIT_REACHED, "limit.requests", key, most, seconds)
                .hint("limit.minute-hint", key)
                .retryAfter(seconds));
    }

    private Optional<Refusal> tokensRefused(Moment now) {
        var most = limits.tokensPerMinute().orElse(Long.MAX_VALUE);
        if (tokens == null || tokens.sum(now.second()) < most) {
            return Optional.empty();
        }
        var seconds = tokens.secondsUntil(now.second(), most - 1);
        var used = tokens.sum(now.second());
        return Optional.of(Refusal.of(Reason.LIMIT_REACHED, "limit.tokens", key, most, used, seconds)
                .hint("limit.minute-hint", key)
                .retryAfter(seconds));
    }

    private Optional<Refusal> budgetRefused(Moment now) {
        return limits.budget().flatMap(budget -> {
            var sum = spentOf(budget, now);
            if (sum.isEmpty()) {
                return Optional.of(
                        Refusal.of(Reason.NOT_READY, "limit.not-read", key).retryAfter(1));
            }
            return sum.get().compareTo(budget.amount()) < 0
                    ? Optional.empty()
                    : Optional.of(spentUp(budget, sum.get(), now));
        });
    }

    private Refusal spentUp(KeyBudget budget, Money sum, Moment now) {
        var again = budget.period().end(budget.period().start(spent.turnTo(now.day())));
        var message = "limit.budget-" + budget.period().id();
        return Refusal.of(Reason.LIMIT_REACHED, message, key, budget.amount(), sum, again)
                .hint("limit.budget-hint", key)
                .retryAfter(Math.max(1, Duration.between(now.time(), again).toSeconds()));
    }

    /** The spending in the budget's current period; empty while the part before this run is unknown. */
    private Optional<Money> spentOf(KeyBudget budget, Moment now) {
        var start = budget.period().start(spent.turnTo(now.day()));
        var here = spent.in(budget.period(), budget.amount().currency());
        return Optional.ofNullable(before)
                .map(known -> known.start().isBefore(start)
                        ? here
                        : new Money(Spent.plus(here.nanos(), known.amount().nanos()), here.currency()));
    }

    private static long sum(@Nullable MinuteWindow window, Moment now) {
        return window == null ? 0 : window.sum(now.second());
    }

    private static long empty(@Nullable MinuteWindow window, Moment now) {
        return window == null ? 0 : window.secondsUntil(now.second(), 0);
    }
}
