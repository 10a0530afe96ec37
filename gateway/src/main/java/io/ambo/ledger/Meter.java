package io.ambo.ledger;

import io.ambo.catalog.Destination;
import io.ambo.core.Money;
import io.ambo.core.Usage;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Computes costs from tokens and prices. A cost that cannot be computed is unknown, never zero. */
public final class Meter {

    private Meter() {}

    /**
     * The cost of a usage.
     *
     * @param cost empty if no price is known for that day
     * @param since the first day of the price, ISO 8601; empty if unknown
     */
    public record Priced(Optional<Money> cost, String since) {

        /** The cost is unknown. */
        public static final Priced UNKNOWN = new Priced(Optional.empty(), "");
    }

    /** The cost of these tokens at a destination on a day; unknown if the sum overflows. */
    public static Priced price(Usage usage, Destination destination, LocalDate day) {
        var price = destination.price(day);
        if (price.isEmpty()) {
            return Priced.UNKNOWN;
        }
        try {
            return new Priced(
                    Optional.of(price.get().of(usage)), price.get().since().toString());
        } catch (ArithmeticException _) {
            return Priced.UNKNOWN;
        }
    }

    /**
     * The total cost of attempts, except a running one. Empty if an attempt that sent something has an unknown cost, if
     * costs are in two currencies, or if the sum overflows. Zero in any currency may be added to a cost in another one.
     */
    public static Optional<Money> total(List<Attempt> attempts) {
        Optional<Money> total = Optional.empty();
        for (var attempt : attempts) {
            if (attempt.cost().isEmpty()) {
                if (free(attempt) || attempt.underWay()) {
                    continue;
                }
                return Optional.empty();
            }
            total = added(total, attempt.cost().get());
            if (total.isEmpty()) {
                return total;
            }
        }
        return total;
    }

    /** The sum; empty if one of them is unknown, or if it has no total as described at {@link #total}. */
    public static Optional<Money> plus(Optional<Money> one, Optional<Money> other) {
        return one.isEmpty() || other.isEmpty() ? Optional.empty() : added(one, other.get());
    }

    /** The tokens of all attempts; estimated if any of them is. */
    public static Usage usage(List<Attempt> attempts) {
        var total = Usage.NONE;
        for (var attempt : attempts) {
            total = plus(total, attempt.usage());
        }
        return total;
    }

    private static boolean free(Attempt attempt) {
        return attempt.sent() == 0 && attempt.usage().equals(Usage.NONE);
    }

    private static Optional<Money> added(Optional<Money> total, Money more) {
        if (total.isEmpty() || total.get().nanos() == 0) {
            return Optional.of(more);
        }
        if (more.nanos() == 0) {
            return total;
        }
        if (!total.get().currency().equals(more.currency())) {
            return Optional.empty();
        }
        try {
            return Optional.of(total.get().plus(more));
        } catch (ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static Usage plus(Usage one, Usage other) {
        return new Usage(
                one.input() + other.input(),
                one.cachedInput() + other.cachedInput(),
                one.cacheWrite() + other.cacheWrite(),
                one.output() + other.output(),
                one.reasoning() + other.reasoning(),
                one.estimated() || other.estimated());
    }
}
