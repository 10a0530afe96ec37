package io.ambo.catalog;

import io.ambo.core.Capability;
import io.ambo.core.Message;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is configured, as one immutable value.
 *
 * @param version SHA-256 (hex) of the canonical content of all documents, built-in ones included
 * @param providers who can answer, in the order of their ids
 * @param destinations every provider's models, in the order of provider and model; a destination's place in this list
 *     is its number in sets of destinations
 * @param policies by name; {@code default} is always among them
 * @param engines recipes and weights for engines that Ambo starts itself
 * @param openModels what can be pulled onto the shelf, and {@code hubs} where from
 * @param rates for comparing prices in different currencies
 * @param leftOut files that were refused while the rest went on: each with its places and what is wrong there
 * @param content the canonical content itself: {@code config.CatalogReader} makes the same catalogue of it
 */
public record Catalog(
        String version,
        List<Provider> providers,
        List<Destination> destinations,
        List<Recogniser> recognisers,
        List<Policy> policies,
        List<EngineFile> engines,
        List<OpenModel> openModels,
        List<Hub> hubs,
        Rates rates,
        List<Message> leftOut,
        String content) {

    public Catalog {
        providers = List.copyOf(providers);
        destinations = List.copyOf(destinations);
        recognisers = List.copyOf(recognisers);
        policies = List.copyOf(policies);
        engines = List.copyOf(engines);
        openModels = List.copyOf(openModels);
        hubs = List.copyOf(hubs);
        leftOut = List.copyOf(leftOut);
    }

    public Optional<Provider> provider(String id) {
        return providers.stream().filter(provider -> provider.id().equals(id)).findFirst();
    }

    public Optional<Policy> policy(String name) {
        return policies.stream().filter(policy -> policy.name().equals(name)).findFirst();
    }

    public Policy defaultPolicy() {
        return policy(Policy.DEFAULT).orElseThrow();
    }

    public Optional<EngineFile> engine(String id) {
        return engines.stream().filter(engine -> engine.id().equals(id)).findFirst();
    }

    /** The engine that runs a model, as its own settings and its engine's file have it; nothing when it is not ours. */
    public Optional<EngineFile> engineOf(Destination destination) {
        return provider(destination.provider())
                .flatMap(provider -> destination.tuning().engine().or(provider::engine))
                .flatMap(this::engine)
                .map(destination.tuning()::over)
                .map(engine ->
                        destination.capabilities().contains(Capability.EMBEDDINGS) ? engine.embedding() : engine);
    }

    public Optional<Destination> destination(String providerAndModel) {
        return destinations.stream()
                .filter(destination -> destination.id().equals(providerAndModel))
                .findFirst();
    }
}
