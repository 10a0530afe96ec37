package io.ambo.routing;

import io.ambo.catalog.Destination;
import io.ambo.catalog.Price;
import io.ambo.catalog.Rates;
import io.ambo.core.Money;
import io.ambo.core.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The prices of one day: exact in their own currency, and as plain numbers for comparison.
 *
 * <p>A number for comparison is in nano-units of the rates' base currency, times a million: tokens times the rate per
 * million tokens, without a division. It saturates instead of overflowing, so that absurdly high prices stay last.
 */
final class Prices {

    /** The number for an unknown price, or for a price in a currency without a rate. */
    static final long UNKNOWN = -1;

    private static final long MILLION = 1_000_000;

    private final long day;
    private final Destination[] destinations;
    private final @Nullable Price[] prices;
    private final long[] input;
    private final long[] output;
    private final long[] worstInput;
    private final long[] worstOutput;
    /** All destinations, ordered by the lower of their two rates; unknown prices last. */
    private final int[] cheapestFirst;

    private long dearest;

    Prices(List<Destination> all, Rates rates, long epochDay) {
        day = epochDay;
        destinations = all.toArray(Destination[]::new);
        var size = destinations.length;
        prices = new Price[size];
        input = new long[size];
        output = new long[size];
        worstInput = new long[size];
        worstOutput = new long[size];
        for (var d = 0; d < size; d++) {
            var price = destinations[d].price(LocalDate.ofEpochDay(epochDay)).orElse(null);
            prices[d] = price;
            compile(d, price, rates);
        }
        cheapestFirst = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong(this::cheaperRate))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private long cheaperRate(int d) {
        return input[d] == UNKNOWN ? Long.MAX_VALUE : Math.min(input[d], output[d]);
    }

    private void compile(int d, @Nullable Price price, Rates rates) {
        var rate = price == null ? Optional.<BigDecimal>empty() : rates.of(price.currency());
        if (price == null || rate.isEmpty()) {
            input[d] = UNKNOWN;
            return;
        }
        input[d] = comparable(price.input(), price.per(), rate.get());
        output[d] = comparable(price.output(), price.per(), rate.get());
        dearest = Math.max(dearest, Math.max(input[d], output[d]));
        worstInput[d] = comparable(worstInput(price), price.per(), rate.get());
        worstOutput[d] = comparable(worstOutput(price), price.per(), rate.get());
    }

    private static long comparable(long nanos, long per, BigDecimal rate) {
        var value = BigDecimal.valueOf(nanos)
                .multiply(BigDecimal.valueOf(MILLION))
                .divide(rate.multiply(BigDecimal.valueOf(per)), 0, RoundingMode.HALF_UP);
        return value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : value.longValueExact();
    }

    private static long worstInput(Price price) {
        return Math.max(price.input(), Math.max(price.cachedInput(), price.cacheWrite()));
    }

    private static long worstOutput(Price price) {
        return Math.max(price.output(), price.reasoning());
    }

    boolean of(long epochDay) {
        return day == epochDay;
    }

    /** Returns whether no estimate for this many tokens can overflow, so that {@link #plain} may be used. */
    boolean plainFor(long inputTokens, long outputTokens) {
        return product(inputTokens, dearest) < Long.MAX_VALUE / 2
                && product(outputTokens, dearest) < Long.MAX_VALUE / 2;
    }

    /** The destination at an index of the order by the lower rate. */
    int cheapest(int place) {
        return cheapestFirst[place];
    }

    /**
     * A lower bound for the cost of the destination at {@code place} and all after it: the cost of all tokens at the
     * lower of its rates. Valid only if {@link #plainFor} holds.
     */
    long leastFrom(int place, long inputTokens, long outputTokens) {
        var rate = cheaperRate(cheapestFirst[place]);
        return rate == Long.MAX_VALUE ? Long.MAX_VALUE : rate * (inputTokens + outputTokens);
    }

    /** The estimate without overflow checks. */
    long plain(int d, long inputTokens, long outputTokens) {
        return input[d] == UNKNOWN ? UNKNOWN : inputTokens * input[d] + outputTokens * output[d];
    }

    /** The expected cost as a number for comparison, or {@link #UNKNOWN}. */
    long estimated(int d, long inputTokens, long outputTokens) {
        if (input[d] == UNKNOWN) {
            return UNKNOWN;
        }
        return sum(product(inputTokens, input[d]), product(outputTokens, output[d]));
    }

    /** The highest possible cost as a number for comparison, or {@link #UNKNOWN}. */
    long worst(int d, Question.Size size) {
        if (input[d] == UNKNOWN) {
            return UNKNOWN;
        }
        return sum(product(size.input(), worstInput[d]), product(size.mostOutput(destinations[d]), worstOutput[d]));
    }

    /** An amount for display; empty if it is unknown. */
    static String shown(Optional<Money> money) {
        return money.map(Money::toString).orElse("");
    }

    Optional<Money> estimate(int d, Question.Size size) {
        return Optional.ofNullable(prices[d])
                .map(price -> price.of(Usage.estimate(size.input(), size.output() * size.choices())));
    }

    /** The highest possible cost: the longest answer, the whole prompt written to a cache, all output reasoning. */
    Optional<Money> reserved(int d, Question.Size size) {
        return Optional.ofNullable(prices[d]).map(price -> {
            var in = worstInput(price);
            var out = worstOutput(price);
            var worst = new Price(price.currency(), price.per(), in, in, in, out, out, price.since(), price.source());
            return worst.of(Usage.estimate(size.input(), size.mostOutput(destinations[d])));
        });
    }

    /** An amount as a number for comparison; {@link #UNKNOWN} without a rate. */
    static long limit(Money money, Rates rates) {
        return rates.of(money.currency())
                .map(rate -> BigDecimal.valueOf(money.nanos())
                        .multiply(BigDecimal.valueOf(MILLION))
                        .divide(rate, 0, RoundingMode.FLOOR))
                .map(value -> value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                        ? Long.MAX_VALUE
                        : value.longValueExact())
                .orElse(UNKNOWN);
    }

    private static long product(long tokens, long rate) {
        var low = tokens * rate;
        return Math.multiplyHigh(tokens, rate) != 0 || low < 0 ? Long.MAX_VALUE : low;
    }

    private static long sum(long one, long other) {
        var sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
