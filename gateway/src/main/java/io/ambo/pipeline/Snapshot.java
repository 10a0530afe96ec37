package io.ambo.pipeline;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Destination;
import io.ambo.catalog.NameRules.Tier;
import io.ambo.catalog.Policy;
import io.ambo.catalog.Provider;
import io.ambo.catalog.Roster;
import io.ambo.core.Health;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.format.OpenAiChat;
import io.ambo.privacy.AnswerGuards;
import io.ambo.privacy.Scanner;
import io.ambo.privacy.TaggerSource;
import io.ambo.provider.EndpointRegistry;
import io.ambo.routing.Decision;
import io.ambo.routing.Router;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The whole configuration as one immutable value: a request keeps the one it began with. */
public final class Snapshot {

    private final Catalog catalog;
    private final Map<String, Provider> providers;
    private final Map<String, CompiledRules> rules;
    private final EndpointRegistry endpoints;
    private final String policy;
    private final int nesting;
    private final Availability availability;

    private Snapshot(
            Catalog catalog, Map<String, CompiledRules> rules, EndpointRegistry endpoints, String policy, int nesting) {
        this.catalog = catalog;
        this.providers = catalog.providers().stream().collect(Collectors.toUnmodifiableMap(Provider::id, it -> it));
        this.rules = Map.copyOf(rules);
        this.endpoints = endpoints;
        this.policy = policy;
        this.nesting = nesting;
        this.availability = Availability.of(catalog, endpoints);
    }

    /** Everything of a catalogue. */
    public static Snapshot of(Catalog catalog, EndpointRegistry endpoints) {
        return of(catalog, endpoints, TaggerSource.NONE, Roster.EMPTY, Policy.DEFAULT, OpenAiChat.USUAL_NESTING);
    }

    /**
     * The same, as this machine's settings have it.
     *
     * @throws Refusal there is no policy of that name, or one asks for a tagger that is not there
     */
    public static Snapshot of(
            Catalog catalog,
            EndpointRegistry endpoints,
            TaggerSource taggers,
            Roster roster,
            String policy,
            int nesting) {
        var rules = new HashMap<String, CompiledRules>();
        for (var it : catalog.policies()) {
            requireTagger(it, taggers);
            rules.put(it.name(), new CompiledRules(() -> compiled(catalog, it, taggers, roster)));
        }
        if (!rules.containsKey(policy)) {
            throw Refusal.of(
                    Reason.BAD_CONFIGURATION,
                    "startup.unknown-policy",
                    policy,
                    rules.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        var snapshot = new Snapshot(catalog, rules, endpoints, policy, nesting);
        snapshot.rules(policy);
        return snapshot;
    }

    private static Rules compiled(Catalog catalog, Policy policy, TaggerSource taggers, Roster roster) {
        var scanner = Scanner.of(catalog.recognisers(), policy, taggers, roster);
        return new Rules(policy, scanner, Router.of(catalog, policy), AnswerGuards.of(catalog.guardsOf(policy)));
    }

    /** Who asks for the accurate tagger is not served by a lesser one. */
    private static void requireTagger(Policy policy, TaggerSource taggers) {
        if (policy.names().tagger() == Tier.ACCURATE
                && taggers.of(Tier.ACCURATE).isEmpty()) {
            throw Refusal.of(Reason.BAD_CONFIGURATION, "startup.no-accurate-tagger", policy.name())
                    .hint("startup.no-accurate-tagger.hint");
        }
    }

    /** A copy with these endpoints. */
    Snapshot at(EndpointRegistry others) {
        return new Snapshot(catalog, rules, others, policy, nesting);
    }

    public Catalog catalog() {
        return catalog;
    }

    /** Whose model it is. */
    Provider provider(Destination destination) {
        return Objects.requireNonNull(providers.get(destination.provider()));
    }

    /** Where a destination is reached; nothing when its key is missing or its engine not to be had. */
    public EndpointRegistry endpoints() {
        return endpoints;
    }

    /** The policy of callers who name none. */
    public String policy() {
        return policy;
    }

    /** Most levels of a body's JSON. */
    public int nesting() {
        return nesting;
    }

    /** Who can be called at all just now. */
    Availability availability() {
        return availability;
    }

    /** Who would answer a short harmless text that asks for {@code auto}; empty when none may. */
    public Optional<Decision> auto(Instant at) {
        return rules(policy).router().expected(Policy.AUTO, availability.now(Health.GOOD), at);
    }

    public String version() {
        return catalog.version();
    }

    /** Whether a destination can be called at all just now. */
    public boolean reaches(Provider provider, Destination destination) {
        return endpoints.of(provider, destination).isPresent();
    }

    boolean hasPolicy(String name) {
        return rules.containsKey(name);
    }

    /** The rules of a policy that exists; the usual one's when it does not. */
    public Rules rules(String name) {
        return Objects.requireNonNull(rules.getOrDefault(name, rules.get(policy)))
                .get();
    }
}
