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
 * Holds keys to their limits, in memory alone, and may be asked by all lanes at once. Requests count when they are
 * let in; tokens when an answer has ended, so that what is under way at that moment may go beyond a limit. Of money,
 * what a request may cost at most is held when it is sent, and what it did cost counts when its answer has ended.
 *
 * <p>It keeps what every key spent in this run, so that a budget given later counts from the beginning of its
 * period; what was spent before this run is read from the ledger by {@link #readPast}. Until it is, a key with a
 * budget is closed.
 */
public final class KeyLimiter {

    private static final long NANOS = 1_000_000_000L;

    private final Clock clock;
    private final Map<String, KeyCounter> counters = new ConcurrentHashMap<>();

    /** Without any limit yet. */
    public KeyLimiter(Clock clock) {
        this.clock = clock;
    }

    /** Counts a request of that caller, or says why it may not go on; then it is not counted. */
    public Allowance admit(String caller) {
        var counter = counters.get(caller);
        return counter == null || counter.limits().none() ? Allowance.UNLIMITED : counter.admit(now());
    }

    /** What is left of a caller's budget beside what is spent and held; empty without a budget. */
    public Optional<Money> left(String caller) {
        return Optional.ofNullable(counters.get(caller)).flatMap(counter -> counter.left(now()));
    }

    /**
     * Holds the most that a request of that caller may cost, in place of what it held before, until it is settled. A cost
     * that is not known is not held.
     *
     * @throws io.ambo.core.Refusal that is more than is left of the budget; nothing is held then
     */
    public Hold hold(String caller, Optional<Money> most, Hold before) {
        before.settle();
        var counter = counters.get(caller);
        return counter == null || most.isEmpty() ? Hold.NONE : counter.hold(most.get(), now());
    }

    /** Counts what a request of that caller came to, when it has ended; it belongs to the day on which it came. */
    public void used(String caller, Usage usage, Optional<Money> cost, Instant came) {
        var paid = cost.isPresent() && cost.get().nanos() > 0;
        var counter = paid ? counter(caller) : counters.get(caller);
        if (counter != null) {
            var day = came.atZone(ZoneOffset.UTC).toLocalDate();
            counter.used(usage.totalInput() + usage.totalOutput(), cost, day, second());
        }
    }

    /**
     * What a request of that caller was booked at has been corrected.
     *
     * @param difference how much more it cost; negative for less
     * @param here whether it was booked in this run
     */
    public void corrected(String caller, Money difference, Instant came, boolean here) {
        var counter = counters.get(caller);
        if (counter != null) {
            counter.corrected(difference, came.atZone(ZoneOffset.UTC).toLocalDate(), here);
        }
    }

    /** What a key has used; empty where it has no limits. */
    public Optional<KeyUse> use(String caller) {
        return Optional.ofNullable(counters.get(caller))
                .filter(counter -> !counter.limits().none())
                .map(counter -> counter.use(now()));
    }

    /** Adds up what keys with a budget spent before this run. It may wait, and throws what {@code past} throws. */
    public void readPast(Spending past) {
        counters.forEach((caller, counter) -> counter.unread().ifPresent(budget -> {
            var start = budget.period().start(now().day());
            var currency = budget.amount().currency();
            counter.spentBefore(budget, start, past.before(caller, currency, start));
        }));
    }

    /** These are all keys that there are. */
    void hold(Collection<AccessKey> keys) {
        keys.forEach(this::hold);
        counters.keySet().retainAll(keys.stream().map(AccessKey::id).collect(Collectors.toSet()));
    }

    /** The limits of one key. */
    void hold(AccessKey key) {
        if (!key.limits().none() || counters.containsKey(key.id())) {
            counter(key.id()).limit(key.limits(), second());
        }
    }

    /** A key that was just created has spent nothing. */
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
