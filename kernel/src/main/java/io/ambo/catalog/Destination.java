package io.ambo.catalog;

import io.ambo.core.Capability;
import io.ambo.core.DestinationKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A model at a provider: what a request can be sent to.
 *
 * @param provider the provider's id
 * @param model the name under which callers ask for it and, unless {@code upstreamName} says otherwise, the provider
 *     knows it
 * @param upstreamName what the provider calls it
 * @param context tokens of prompt and answer together
 * @param maxOutput most tokens of an answer
 * @param languages ISO 639-1 codes that it handles; empty means not stated, which counts as all
 * @param tier empty means not stated, which counts as 1
 * @param prices by first day, oldest first; empty means that the price is unknown
 * @param speed how fast it answered when somebody measured it here
 * @param tuning how it is run, for an embedded one
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

    /** The tier of a model whose tier nobody stated. */
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

    /** The same model with no more than that many tokens of context. */
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

    /** The same model with what was measured of it. */
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

    /** The price that holds on a day, or nothing when it is unknown. */
    public Optional<Price> price(java.time.LocalDate day) {
        return prices.reversed().stream()
                .filter(price -> !price.since().isAfter(day))
                .findFirst();
    }
}
