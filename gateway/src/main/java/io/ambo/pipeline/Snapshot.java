package io.ambo.pipeline;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Policy;
import io.ambo.catalog.Provider;
import io.ambo.privacy.Scanner;
import io.ambo.provider.Endpoint;
import io.ambo.routing.Router;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The whole configuration as one immutable value: a request keeps the one it began with.
 *
 * @param rules by policy name
 * @param endpoints where a provider is reached just now; nothing when its key is missing or its engine not ready
 */
public record Snapshot(Catalog catalog, Map<String, Rules> rules, Function<Provider, Optional<Endpoint>> endpoints) {

    public Snapshot {
        rules = Map.copyOf(rules);
    }

    /** Compiles every policy of a catalogue. */
    public static Snapshot of(Catalog catalog, Function<Provider, Optional<Endpoint>> endpoints) {
        var rules = new HashMap<String, Rules>();
        for (var policy : catalog.policies()) {
            var scanner = Scanner.of(catalog.recognisers(), policy);
            rules.put(policy.name(), new Rules(policy, scanner, Router.of(catalog, policy)));
        }
        return new Snapshot(catalog, rules, endpoints);
    }

    public String version() {
        return catalog.version();
    }

    /** The rules of a policy that exists; the default's when it does not. */
    public Rules rules(String policy) {
        return Objects.requireNonNull(rules.getOrDefault(policy, rules.get(Policy.DEFAULT)));
    }
}
