package io.ambo.catalog;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * What one unit of a base currency is worth in others: only for comparing prices, never for charging.
 *
 * @param base ISO 4217
 * @param perBase units of each other currency for one unit of the base
 */
public record Rates(String base, Map<String, BigDecimal> perBase, Source source) {

    public Rates {
        perBase = Map.copyOf(perBase);
        if (perBase.values().stream().anyMatch(rate -> rate.signum() <= 0)) {
            throw new IllegalArgumentException("a rate of exchange is positive");
        }
    }

    /** Units of that currency for one unit of the base, or nothing when it is not in the table. */
    public Optional<BigDecimal> of(String currency) {
        return currency.equals(base) ? Optional.of(BigDecimal.ONE) : Optional.ofNullable(perBase.get(currency));
    }
}
