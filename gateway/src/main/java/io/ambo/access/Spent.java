package io.ambo.access;

import io.ambo.core.Money;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * What one key spent in this run, in the present day and the present month, by currency. A request belongs to the
 * day on which it came. Its owner sees to it that one thread at a time uses it.
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

    /** The latest day that it knows; one that comes later begins anew, one that comes earlier changes nothing. */
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

    /** A sum too large to be kept is the largest that can be: a budget then is used up, never whole again. */
    static long plus(long one, long other) {
        var sum = one + other;
        return other > 0 && sum < one ? Long.MAX_VALUE : sum;
    }
}
