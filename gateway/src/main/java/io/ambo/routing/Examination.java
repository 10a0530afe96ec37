package io.ambo.routing;

import io.ambo.catalog.Destination;
import io.ambo.catalog.Policy;
import io.ambo.catalog.Policy.Steering.Action;
import io.ambo.catalog.Treatment;
import io.ambo.core.Capability;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Health;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every rule for one destination at a time, as plainly as it can be said; what {@link Router} compiles to sets. */
final class Examination {

    private final Question question;
    private final Asked asked;
    private final Prices prices;
    private final Limits limits;
    private final Policy policy;
    private final List<Destination> destinations;

    Examination(
            Question question,
            Asked asked,
            Prices prices,
            Limits limits,
            Policy policy,
            List<Destination> destinations) {
        this.question = question;
        this.asked = asked;
        this.prices = prices;
        this.limits = limits;
        this.policy = policy;
        this.destinations = destinations;
    }

    Asked asked() {
        return asked;
    }

    /** Whether a rule excludes a destination, waived or not. */
    boolean excludes(Rule rule, int d) {
        var destination = destinations.get(d);
        return switch (rule) {
            case ASKED_FOR -> !Bits.has(asked.destinations(), d);
            case ALLOW_LIST ->
                !Names.allows(question.allowance().models(), question.asked(), asked.alias(), destination);
            case DESTINATION_KIND -> !question.allowance().kinds().contains(destination.kind());
            case CLASS -> treatment(destination, question.content().dataClass()) == Treatment.REFUSE;
            case UNMASKABLE_POSITION ->
                question.content().unmaskable().isPresent()
                        && treatment(destination, question.content().dataClass()) == Treatment.DE_IDENTIFY;
            case MEDIA -> question.content().media() && treatment(destination, policy.media()) != Treatment.CLEAR;
            case OPAQUE_ISSUER -> question.content().opaque() && !issued(destination);
            case STEERING_MEMBER -> refusedMember(destination).isPresent();
            case CAPABILITY -> missing(destination).isPresent() || embedsOnly(destination) || mixes();
            case CONTEXT_LENGTH -> !fits(destination);
            case LANGUAGE -> asked.alias() && foreign(destination).isPresent();
            case TIER_FLOOR -> asked.alias() && destination.tierValue() < asked.floor();
            case SPEED -> asked.alias() && tokensPerSecond(destination) < asked.speed();
            case PRICE_CEILING -> known(d) && estimate(d) > limits.ceiling();
            case UNKNOWN_PRICE -> !known(d) && !limits.none();
            case BUDGET_LEFT -> known(d) && prices.worst(d, question.size()) > limits.budget();
            case NO_KEY -> question.circumstances().noKey().contains(destination.provider());
            case NOT_READY -> notReady(destination);
            case HEALTH, PRICE_RANK -> false;
        };
    }

    /** The first rule that kept a destination from answering first. */
    Rule reason(int d, boolean waived) {
        for (var rule : Rule.values()) {
            if (excludes(rule, d) && !(waived && rule.soft() && inHouse(destinations.get(d)))) {
                return rule;
            }
        }
        return rest(destinations.get(d)).isPresent() ? Rule.HEALTH : Rule.PRICE_RANK;
    }

    static boolean inHouse(Destination destination) {
        return destination.kind() != DestinationKind.CLOSED;
    }

    private Treatment treatment(Destination destination, DataClass dataClass) {
        return policy.treatment(destination.kind(), dataClass);
    }

    private boolean issued(Destination destination) {
        var issuers = question.content().issuers();
        return issuers.isEmpty() ? inHouse(destination) : issuers.contains(destination.provider());
    }

    /** A member of the request that the policy refuses at this kind of destination. */
    Optional<String> refusedMember(Destination destination) {
        return question.steering().stream()
                .sorted()
                .filter(member -> Sets.steering(policy, member)
                        .filter(rule -> Sets.action(rule, destination.kind()) == Action.REFUSE)
                        .isPresent())
                .findFirst();
    }

    /** Something that is needed and that it cannot do. */
    Optional<Capability> missing(Destination destination) {
        return question.needs().stream()
                .sorted()
                .filter(capability -> !destination.capabilities().contains(capability))
                .findFirst();
    }

    /** Whether it gives embeddings where an answer is needed. */
    boolean embedsOnly(Destination destination) {
        return !question.needs().contains(Capability.EMBEDDINGS)
                && destination.capabilities().contains(Capability.EMBEDDINGS);
    }

    /** Whether embeddings are asked for by a name that stands for several models, whose vectors do not compare. */
    boolean mixes() {
        return question.needs().contains(Capability.EMBEDDINGS) && !asked.one();
    }

    private boolean fits(Destination destination) {
        var size = question.size();
        return size.needed() <= destination.context() && size.maxOutput().orElse(0) <= destination.maxOutput();
    }

    /** The largest part of the text that is in a language it does not speak. */
    Optional<Map.Entry<String, Integer>> foreign(Destination destination) {
        var spoken = destination.languages();
        return question.languages().entrySet().stream()
                .filter(part -> part.getValue() >= Router.LANGUAGE_SHARE)
                .filter(part -> !spoken.isEmpty() && !spoken.contains(part.getKey()))
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
    }

    /** Whole tokens per second as measured; of one that nobody measured as many as anybody wants. */
    static long tokensPerSecond(Destination destination) {
        return destination.speed().map(it -> (long) it.tokensPerSecond()).orElse(Long.MAX_VALUE);
    }

    private boolean notReady(Destination destination) {
        var notReady = question.circumstances().notReady();
        return notReady.contains(destination.id()) || notReady.contains(destination.provider());
    }

    Optional<Health.Rest> rest(Destination destination) {
        var resting = question.circumstances().health().resting();
        return Optional.ofNullable(resting.get(destination.id()))
                .or(() -> Optional.ofNullable(resting.get(destination.provider())))
                .filter(rest -> rest.holdsAt(question.at()));
    }

    private boolean known(int d) {
        return estimate(d) != Prices.UNKNOWN;
    }

    /** For comparing. */
    long estimate(int d) {
        var size = question.size();
        return prices.estimated(d, size.input(), size.output() * size.choices());
    }
}
