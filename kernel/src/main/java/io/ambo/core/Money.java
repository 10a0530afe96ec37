package io.ambo.core;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** An amount of money: an integer number of nano-units (10⁻⁹) of one currency. */
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

    /**
     * The amount of that many units, exactly; throws if there are more than nine decimals or the amount exceeds 9.2
     * billion units.
     */
    public static Money of(BigDecimal units, String currency) {
        return new Money(
                units.movePointRight(NANO_DIGITS)
                        .setScale(0, RoundingMode.UNNECESSARY)
                        .longValueExact(),
                currency);
    }

    /** The sum. Throws if the currencies differ or the sum overflows. */
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

    /** For display: {@code USD 0.001234}, without trailing zeros. */
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
