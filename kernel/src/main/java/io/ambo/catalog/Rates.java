package io.ambo.catalog;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** Exchange rates of a base currency; used only to compare prices, never to charge. */
public record Rates(String base, Map<String, BigDecimal> perBase, Source source) {

    public Rates {
        perBase = Map.copyOf(perBase);
        if (perBase.values().stream().anyMatch(rate -> rate.signum() <= 0)) {
            throw new IllegalArgumentException("a rate of exchange is positive");
        }
    }

    /** Units of that currency for one unit of the base; empty if it is not in the table. */
    public Optional<BigDecimal> of(String currency) {
        return currency.equals(base) ? Optional.of(BigDecimal.ONE) : Optional.ofNullable(perBase.get(currency));
    }
}
