package io.ambo.config;

import io.ambo.catalog.Source;
import io.ambo.core.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Reads values common to many files: sources with dates, currencies, amounts. */
final class SourceReading {

    private static final int NANO_DIGITS = 9;
    private static final BigDecimal MOST = BigDecimal.valueOf(9_000_000_000L);

    private SourceReading() {}

    /** Reads {@code source} and {@code read}, both required, and {@code verified}. */
    static Source source(Section section) {
        return new Source(section.text("source"), section.date("read"), section.flag("verified", true));
    }

    static String currency(Section section) {
        return section.text("currency", "[A-Z]{3}", "config.currency", "USD");
    }

    /** The nano-units of an amount; more than nine decimals, a negative or an excessive amount is a mistake. */
    static long nanos(Section section, String key, BigDecimal units) {
        if (units.signum() < 0
                || units.compareTo(MOST) > 0
                || units.stripTrailingZeros().scale() > NANO_DIGITS) {
            section.mistake(key, "config.amount");
            return 0;
        }
        return units.movePointRight(NANO_DIGITS)
                .setScale(0, RoundingMode.UNNECESSARY)
                .longValueExact();
    }

    /** Reads {@code ceiling: {amount, currency}}. */
    static Optional<Money> money(Section section, String key) {
        return section.section(key).map(it -> new Money(nanos(it, "amount", it.decimal("amount")), currency(it)));
    }
}
