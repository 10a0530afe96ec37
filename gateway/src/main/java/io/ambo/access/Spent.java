package io.ambo.access;

import io.ambo.core.Money;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * What one key spent in this run, on the current day and in the current month, by currency. A request belongs to the
 * day on which it arrived. Not thread-safe.
 */
final class Spent {

    private static final class Sums {
        private long day;
        private long month;
    }

    private final Map<String, Sums> sums = new HashMap<>();
    private LocalDate today = LocalDate.MIN;

    void add(Money cost, LocalDate day) {
        turnTo(day);
        var sum = sums.computeIfAbsent(cost.currency(), _ -> new Sums());
        if (day.equals(today)) {
            sum.day = plus(sum.day, cost.nanos());
        }
        if (sameMonth(day)) {
            sum.month = plus(sum.month, cost.nanos());
        }
    }

    Money in(KeyBudget.Period period, String currency) {
        var sum = sums.get(currency);
        if (sum == null) {
            return Money.zero(currency);
        }
        return new Money(
                switch (period) {
                    case DAY -> sum.day;
                    case MONTH -> sum.month;
                },
                currency);
    }

    /**
     * Advances to a day and returns the latest day seen: a later day starts a new sum, an earlier one changes nothing.
     */
    LocalDate turnTo(LocalDate day) {
        if (day.isAfter(today)) {
            var newMonth = !sameMonth(day);
            sums.values().forEach(sum -> {
                sum.day = 0;
                sum.month = newMonth ? 0 : sum.month;
            });
            today = day;
        }
        return today;
    }

    private boolean sameMonth(LocalDate day) {
        return day.getYear() == today.getYear() && day.getMonthValue() == today.getMonthValue();
    }

    /** Saturates at the largest number: the budget then counts as used up. */
    static long plus(long one, long other) {
        var sum = one + other;
        return other > 0 && sum < one ? Long.MAX_VALUE : sum;
    }
}
