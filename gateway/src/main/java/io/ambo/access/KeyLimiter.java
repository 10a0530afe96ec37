package io.ambo.access;

import io.ambo.core.Clock;
import io.ambo.core.Money;
import io.ambo.core.Usage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Enforces the limits of keys, in memory only; thread-safe. Requests are counted when admitted, tokens when an answer
 * has ended, so requests already running may exceed a token limit. For budgets, the highest possible cost of a request
 * is reserved when it is sent, and its actual cost is counted when its answer has ended.
 *
 * <p>It records what every key spends in this run, so that a budget set later counts from the start of its period; what
 * was spent before this run is read from the ledger by {@link #readPast}. Until then, a key with a budget is refused.
 */
public final class KeyLimiter {

    private static final long NANOS = 1_000_000_000L;

    private final Clock clock;
    private final Map<String, KeyCounter> counters = new ConcurrentHashMap<>();

    /** A limiter without any limits yet. */
    public KeyLimiter(Clock clock) {
        this.clock = clock;
    }

    /** Counts a request of that caller, or returns why it is refused; a refused request is not counted. */
    public KeyAllowance admit(String caller) {
        var counter = counters.get(caller);
        return counter == null || counter.limits().none() ? KeyAllowance.UNLIMITED : counter.admit(now());
    }

    /** What {@link #admit} would return for a request that came now; counts nothing. */
    public KeyAllowance preview(String caller) {
        var counter = counters.get(caller);
        return counter == null || counter.limits().none() ? KeyAllowance.UNLIMITED : counter.preview(now());
    }

    /** The caller's budget minus what is spent and reserved; empty without a budget. */
    public Optional<Money> left(String caller) {
        return Optional.ofNullable(counters.get(caller)).flatMap(counter -> counter.left(now()));
    }

    /**
     * Reserves the highest possible cost of a request, replacing its previous reservation, until it is settled. An
     * unknown cost reserves nothing.
     *
     * @throws io.ambo.core.Refusal if it exceeds what is left of the budget; then nothing is reserved
     */
    public Hold hold(String caller, Optional<Money> most, Hold before) {
        before.settle();
        var counter = counters.get(caller);
        return counter == null || most.isEmpty() ? Hold.NONE : counter.hold(most.get(), now());
    }

    /** Counts the usage of a request that has ended; it belongs to the day on which it arrived. */
    public void used(String caller, Usage usage, Optional<Money> cost, Instant came) {
        var paid = cost.isPresent() && cost.get().nanos() > 0;
        var counter = paid ? counter(caller) : counters.get(caller);
        if (counter != null) {
            var day = came.atZone(ZoneOffset.UTC).toLocalDate();
            counter.used(usage.totalInput() + usage.totalOutput(), cost, day, second());
        }
    }

    /**
     * Applies a correction to the booked cost of a request of that caller.
     *
     * @param difference the additional cost; negative for a lower cost
     * @param here whether the cost was booked in this run
     */
    public void corrected(String caller, Money difference, Instant came, boolean here) {
        var counter = counters.get(caller);
        if (counter != null) {
            counter.corrected(difference, came.atZone(ZoneOffset.UTC).toLocalDate(), here);
        }
    }

    /** What a key has used; empty if it has no limits. */
    public Optional<KeyUse> use(String caller) {
        return Optional.ofNullable(counters.get(caller))
                .filter(counter -> !counter.limits().none())
                .map(counter -> counter.use(now()));
    }

    /** Reads what keys with a budget spent before this run. It may block, and throws what {@code past} throws. */
    public void readPast(Spending past) {
        counters.forEach((caller, counter) -> counter.unread().ifPresent(budget -> {
            var start = budget.period().start(now().day());
            var currency = budget.amount().currency();
            counter.spentBefore(budget, start, past.before(caller, currency, start));
        }));
    }

    /** Sets the limits of all existing keys. */
    void hold(Collection<AccessKey> keys) {
        keys.forEach(this::hold);
        counters.keySet().retainAll(keys.stream().map(AccessKey::id).collect(Collectors.toSet()));
    }

    /** Sets the limits of one key. */
    void hold(AccessKey key) {
        if (!key.limits().none() || counters.containsKey(key.id())) {
            counter(key.id()).limit(key.limits(), second());
        }
    }

    /** Sets the limits of a new key, which has spent nothing. */
    void holdNew(AccessKey key) {
        hold(key);
        key.limits()
                .budget()
                .ifPresent(budget -> counter(key.id())
                        .spentBefore(
                                budget,
                                budget.period().start(now().day()),
                                Money.zero(budget.amount().currency())));
    }

    private KeyCounter counter(String caller) {
        return counters.computeIfAbsent(caller, KeyCounter::new);
    }

    private KeyCounter.Moment now() {
        var time = clock.now();
        return new KeyCounter.Moment(second(), time, LocalDate.ofInstant(time, ZoneOffset.UTC));
    }

    private long second() {
        return Math.floorDiv(clock.nanoTime(), NANOS);
    }
}
