package io.ambo.core;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * An amount of money: whole nano-units (10⁻⁹) of one currency.
 *
 * @param nanos the amount; one unit of the currency is 1,000,000,000
 * @param currency ISO 4217 code, upper case
 */
public record Money(long nanos, String currency) implements Comparable<Money> {

    private static final int NANO_DIGITS = 9;

    public Money {
        if (!isCode(currency)) {
            throw new IllegalArgumentException("not an ISO 4217 currency code: " + currency);
        }
    }

    private static boolean isCode(String currency) {
        var code = currency.length() == 3;
        for (var i = 0; code && i < 3; i++) {
            code = currency.charAt(i) >= 'A' && currency.charAt(i) <= 'Z';
        }
        return code;
    }

    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    /** That many units, exactly; more than nine decimals or an amount beyond 9.2 billion units is an error. */
    public static Money of(BigDecimal units, String currency) {
        return new Money(
                units.movePointRight(NANO_DIGITS)
                        .setScale(0, RoundingMode.UNNECESSARY)
                        .longValueExact(),
                currency);
    }

    /** The sum; both must be of one currency, and an overflow is an error, never a wrapped number. */
    public Money plus(Money other) {
        requireSame(other);
        return new Money(Math.addExact(nanos, other.nanos), currency);
    }

    public Money minus(Money other) {
        requireSame(other);
        return new Money(Math.subtractExact(nanos, other.nanos), currency);
    }

    public BigDecimal units() {
        return BigDecimal.valueOf(nanos, NANO_DIGITS);
    }

    @Override
    public int compareTo(Money other) {
        requireSame(other);
        return Long.compare(nanos, other.nanos);
    }

    /** For people: {@code USD 0.001234}, without trailing zeros. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s %s",
                currency,
                nanos == 0 ? "0" : units().stripTrailingZeros().toPlainString());
    }

    private void requireSame(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot combine " + currency + " with " + other.currency);
        }
    }
}
