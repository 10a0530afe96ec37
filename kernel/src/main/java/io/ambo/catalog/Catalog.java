package io.ambo.catalog;

import io.ambo.core.Capability;
import io.ambo.core.Message;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The whole configuration as one immutable value.
 *
 * @param version SHA-256 (hex) of the canonical content of all documents, built-in ones included
 * @param providers all providers, ordered by id
 * @param destinations every provider's models, ordered by provider and model; a destination's index in this list is its
 *     number in sets of destinations
 * @param policies by name; {@code default} is always among them
 * @param guards the rules about answers; a policy names those that watch its own
 * @param engines the engines that Ambo starts itself, with their weights
 * @param openModels the models that can be pulled, and {@code hubs} where from
 * @param rates exchange rates for comparing prices
 * @param leftOut files that were rejected while the rest was loaded: each with its faults and their places
 * @param content the canonical content itself, from which {@code config.CatalogReader} can build this catalogue again
 */
public record Catalog(
        String version,
        List<Provider> providers,
        List<Destination> destinations,
        List<Recogniser> recognisers,
        List<Policy> policies,
        List<Guard> guards,
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
        guards = List.copyOf(guards);
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

    /** The names of all policies, in order, as a message lists them. */
    public String policyNames() {
        return policies.stream().map(Policy::name).sorted().collect(Collectors.joining(", "));
    }

    /** The guards that watch a policy's answers, in its order. */
    public List<Guard> guardsOf(Policy policy) {
        return policy.guards().stream()
                .flatMap(id -> guards.stream().filter(guard -> guard.id().equals(id)))
                .toList();
    }

    public Policy defaultPolicy() {
        return policy(Policy.DEFAULT).orElseThrow();
    }

    public Optional<EngineFile> engine(String id) {
        return engines.stream().filter(engine -> engine.id().equals(id)).findFirst();
    }

    /** The engine that runs a model, with the model's own settings applied; empty if Ambo does not run it. */
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
