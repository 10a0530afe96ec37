package io.ambo.catalog;

import io.ambo.core.Money;
import io.ambo.core.Usage;
import java.math.BigInteger;
import java.time.LocalDate;

/** What a model's tokens cost, from a given day. */
public record Price(
        String currency,
        long per,
        long input,
        long cachedInput,
        long cacheWrite,
        long output,
        long reasoning,
        LocalDate since,
        Source source) {

    public Price {
        if (per <= 0) {
            throw new IllegalArgumentException("a price must be per a positive number of tokens");
        }
        if (input < 0 || cachedInput < 0 || cacheWrite < 0 || output < 0 || reasoning < 0) {
            throw new IllegalArgumentException("a price cannot be negative");
        }
    }

    /** The cost of these tokens: summed exactly, then rounded half up to a whole nano-unit, once. */
    public Money of(Usage usage) {
        try {
            return new Money(rounded(sum(usage)), currency);
        } catch (ArithmeticException e) {
            return exact(usage);
        }
    }

    private long sum(Usage usage) {
        var in = Math.addExact(
                Math.multiplyExact(usage.input(), input), Math.multiplyExact(usage.cachedInput(), cachedInput));
        var out = Math.addExact(
                Math.multiplyExact(usage.output(), output), Math.multiplyExact(usage.reasoning(), reasoning));
        return Math.addExact(Math.addExact(in, out), Math.multiplyExact(usage.cacheWrite(), cacheWrite));
    }

    private long rounded(long sum) {
        return Math.addExact(Math.multiplyExact(sum, 2L), per) / Math.multiplyExact(per, 2L);
    }

    /** The same for intermediate amounts beyond 64 bits. */
    private Money exact(Usage usage) {
        var sum = product(usage.input(), input)
                .add(product(usage.cachedInput(), cachedInput))
                .add(product(usage.cacheWrite(), cacheWrite))
                .add(product(usage.output(), output))
                .add(product(usage.reasoning(), reasoning));
        var twice = sum.shiftLeft(1).add(BigInteger.valueOf(per));
        return new Money(twice.divide(BigInteger.valueOf(per).shiftLeft(1)).longValueExact(), currency);
    }

    public boolean isFree() {
        return input == 0 && cachedInput == 0 && cacheWrite == 0 && output == 0 && reasoning == 0;
    }

    private static BigInteger product(long tokens, long rate) {
        return BigInteger.valueOf(tokens).multiply(BigInteger.valueOf(rate));
    }
}
