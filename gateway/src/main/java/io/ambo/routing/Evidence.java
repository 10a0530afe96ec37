package io.ambo.routing;

import io.ambo.catalog.Destination;
import io.ambo.catalog.Policy;
import io.ambo.core.DestinationKind;
import io.ambo.core.Message;
import io.ambo.core.Money;
import io.ambo.routing.Verdict.Exclusion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Words what a rule went by, for people; only for rules that hold. */
final class Evidence {

    private final Examination examination;
    private final Question question;
    private final Prices prices;
    private final Policy policy;
    private final List<Destination> destinations;

    Evidence(Examination examination, Question question, Prices prices, Policy policy, List<Destination> destinations) {
        this.examination = examination;
        this.question = question;
        this.prices = prices;
        this.policy = policy;
        this.destinations = destinations;
    }

    Exclusion of(Rule rule, int d) {
        return new Exclusion(rule, message(rule, d, destinations.get(d)));
    }

    private Message message(Rule rule, int d, Destination at) {
        return switch (rule) {
            case ASKED_FOR -> Message.of("routing.asked-for", question.asked());
            case ALLOW_LIST -> Message.of("routing.allow-list", at.id());
            case DESTINATION_KIND -> Message.of("routing.destination-kind", kind(at.kind()));
            case CLASS -> dataClass(at);
            case UNMASKABLE_POSITION ->
                Message.of(
                        "routing.unmaskable-position",
                        question.content().unmaskable().orElse(""));
            case MEDIA -> Message.of("routing.media", policy.media(), kind(at.kind()));
            case OPAQUE_ISSUER -> opaque();
            case STEERING_MEMBER ->
                Message.of(
                        "routing.steering-member", examination.refusedMember(at).orElse(""), kind(at.kind()));
            case CAPABILITY -> capability(at);
            case CONTEXT_LENGTH -> contextLength(at);
            case LANGUAGE -> language(at);
            case TIER_FLOOR ->
                Message.of(
                        "routing.tier-floor",
                        at.tierValue(),
                        question.asked(),
                        examination.asked().floor());
            case SPEED ->
                Message.of(
                        "routing.speed",
                        Examination.tokensPerSecond(at),
                        at.speed().map(it -> it.measured().toString()).orElse(""),
                        question.asked(),
                        examination.asked().speed());
            case PRICE_CEILING ->
                Message.of("routing.price-ceiling", money(prices.estimate(d, question.size())), ceiling());
            case UNKNOWN_PRICE -> Message.of("routing.unknown-price");
            case BUDGET_LEFT ->
                Message.of(
                        "routing.budget-left",
                        money(prices.reserved(d, question.size())),
                        money(question.budgetLeft()));
            case NO_KEY -> Message.of("routing.no-key", at.provider());
            case NOT_READY ->
                question.circumstances().notReady().contains(at.id())
                        ? Message.of("routing.not-ready")
                        : Message.of("routing.switched-off");
            case HEALTH -> health(at);
            case PRICE_RANK -> Message.of("routing.price-rank");
        };
    }

    static Message kind(DestinationKind kind) {
        return Message.of("routing.kind." + kind.id());
    }

    private Message dataClass(Destination at) {
        var content = question.content();
        var found = new TreeMap<>(content.found())
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " × " + entry.getValue())
                        .toList();
        if (found.isEmpty() && content.media() && content.dataClass() == policy.media()) {
            return Message.of("routing.media", policy.media(), kind(at.kind()));
        }
        return found.isEmpty()
                ? Message.of("routing.class", content.dataClass(), kind(at.kind()), policy.name())
                : Message.of(
                        "routing.class-found",
                        content.dataClass(),
                        kind(at.kind()),
                        policy.name(),
                        Message.list(found));
    }

    private Message opaque() {
        var issuers = new TreeSet<>(question.content().issuers());
        return issuers.isEmpty()
                ? Message.of("routing.opaque-issuer-unknown")
                : Message.of("routing.opaque-issuer", Message.list(issuers));
    }

    private Message capability(Destination at) {
        if (examination.embedsOnly(at)) {
            return Message.of("routing.embeddings-only");
        }
        return examination.mixes()
                ? Message.of("routing.embeddings-by-name", question.asked())
                : Message.of(
                        "routing.capability",
                        examination.missing(at).map(it -> (Object) it.id()).orElse(""));
    }

    private Message contextLength(Destination at) {
        var size = question.size();
        if (size.maxOutput().orElse(0) > at.maxOutput()) {
            return Message.of("routing.max-output", size.maxOutput().getAsLong(), at.maxOutput());
        }
        return Message.of(
                "routing.context-length", size.longest(), size.maxOutput().orElse(1), at.context());
    }

    private Message language(Destination at) {
        var part = examination.foreign(at).orElseGet(() -> Map.entry("", 0));
        return Message.of(
                "routing.language", part.getValue(), part.getKey(), String.join(", ", new TreeSet<>(at.languages())));
    }

    private String ceiling() {
        var alias = policy.alias(question.asked()).flatMap(Policy.Alias::ceiling);
        return alias.or(policy::ceiling).map(Money::toString).orElse("");
    }

    private static String money(Optional<Money> money) {
        return money.map(Money::toString).orElse("");
    }

    private Message health(Destination at) {
        return examination
                .rest(at)
                .map(rest -> Message.of("routing.health", rest.code(), rest.failures(), rest.until()))
                .orElseGet(() -> Message.of("routing.price-rank"));
    }
}
