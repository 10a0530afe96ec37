package io.ambo.catalog;

import io.ambo.core.Capability;
import io.ambo.core.DestinationKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A model at a provider, to which requests can be sent.
 *
 * @param provider the provider's id
 * @param model the name that callers use; also the provider's name unless {@code upstreamName} differs
 * @param upstreamName the provider's name for it
 * @param context tokens of prompt and answer combined
 * @param maxOutput maximum tokens of an answer
 * @param languages ISO 639-1 codes it supports; empty means not stated, which counts as all
 * @param tier empty means not stated, which counts as 1
 * @param prices ordered by first day, oldest first; empty means that the price is unknown
 * @param speed its measured speed, if known
 * @param tuning how an embedded model is run
 */
public record Destination(
        String provider,
        String model,
        String upstreamName,
        DestinationKind kind,
        int context,
        int maxOutput,
        Set<Capability> capabilities,
        Set<String> languages,
        Optional<Tier> tier,
        List<Price> prices,
        Optional<Speed> speed,
        Tuning tuning) {

    /** The tier of a model without a stated tier. */
    public static final int UNSTATED_TIER = 1;

    public Destination {
        capabilities = Set.copyOf(capabilities);
        languages = Set.copyOf(languages);
        prices = List.copyOf(prices);
    }

    /** {@code provider/model}. */
    public String id() {
        return provider + "/" + model;
    }

    /** A copy with at most that many tokens of context. */
    public Destination within(int tokens) {
        return new Destination(
                provider,
                model,
                upstreamName,
                kind,
                Math.min(context, tokens),
                Math.min(maxOutput, tokens),
                capabilities,
                languages,
                tier,
                prices,
                speed,
                tuning);
    }

    /** A copy with a measured speed. */
    public Destination with(Speed measured) {
        return new Destination(
                provider,
                model,
                upstreamName,
                kind,
                context,
                maxOutput,
                capabilities,
                languages,
                tier,
                prices,
                Optional.of(measured),
                tuning);
    }

    public int tierValue() {
        return tier.map(Tier::value).orElse(UNSTATED_TIER);
    }

    /** The price in effect on a day; empty if unknown. */
    public Optional<Price> price(java.time.LocalDate day) {
        return prices.reversed().stream()
                .filter(price -> !price.since().isAfter(day))
                .findFirst();
    }
}
