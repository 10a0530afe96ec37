package io.ambo.access;

import io.ambo.core.Money;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The amount that a key may spend per day or month (UTC). Only costs in the same currency count.
 *
 * @param amount greater than zero
 */
public record KeyBudget(Money amount, Period period) {

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?) ?([A-Z]{3})/([a-z]{1,9})");

    /** The period after which the budget starts again. */
    public enum Period {
        DAY,
        MONTH;

        /** The name in configuration and commands. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The first day of the period that contains a day. */
        LocalDate start(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case MONTH -> day.withDayOfMonth(1);
            };
        }

        /** The end of the period that starts on that day. */
        Instant end(LocalDate start) {
            var next = switch (this) {
                case DAY -> start.plusDays(1);
                case MONTH -> start.plusMonths(1);
            };
            return next.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    public KeyBudget {
        if (amount.nanos() <= 0) {
            throw bad(amount.toString());
        }
    }

    /**
     * Parses {@code 5USD/day} or {@code 0.5 EUR/month}.
     *
     * @throws Refusal if the text has another form
     */
    public static KeyBudget of(String text) {
        var written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            throw bad(text);
        }
        for (var period : Period.values()) {
            if (period.id().equals(written.group(3))) {
                return new KeyBudget(Money.of(new BigDecimal(written.group(1)), written.group(2)), period);
            }
        }
        throw bad(text);
    }

    /** Returns whether the other budget has the same currency and period. */
    boolean sameKind(Optional<KeyBudget> other) {
        return other.filter(
                        it -> it.period() == period && it.amount().currency().equals(amount.currency()))
                .isPresent();
    }

    private static Refusal bad(String text) {
        var shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return Refusal.of(Reason.BAD_COMMAND, "limit.bad-budget", shown);
    }

    /** The budget in the form that {@link #of} parses. */
    @Override
    public String toString() {
        return amount.units().stripTrailingZeros().toPlainString() + amount.currency() + "/" + period.id();
    }
}
