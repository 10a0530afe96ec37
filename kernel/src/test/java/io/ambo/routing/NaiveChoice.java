package io.ambo.routing;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Destination;
import io.ambo.catalog.Policy;
import io.ambo.catalog.Price;
import io.ambo.catalog.Speed;
import io.ambo.catalog.Treatment;
import io.ambo.core.Capability;
import io.ambo.core.DestinationKind;
import io.ambo.core.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A second implementation of the choice for comparison: one loop over all destinations, without sets. */
final class NaiveChoice {

    private static final BigDecimal DEAREST = new BigDecimal("1e40");

    private final Catalog catalog;
    private final Policy policy;
    private final Question question;

    NaiveChoice(Catalog catalog, Policy policy, Question question) {
        this.catalog = catalog;
        this.policy = policy;
        this.question = question;
    }

    /** The ids of all destinations that may answer, best first. */
    List<String> candidates() {
        var whole = catalog.destinations().stream()
                .filter(it -> hard(it) && soft(it))
                .toList();
        return (whole.isEmpty() ? belowFloor() : whole)
                .stream()
                        .sorted(Comparator.comparing(this::rests)
                                .thenComparing((Destination it) -> cost(it).orElse(DEAREST))
                                .thenComparing(it -> -it.tierValue())
                                .thenComparing(Destination::provider)
                                .thenComparing(Destination::model))
                        .map(Destination::id)
                        .toList();
    }

    /** No destination meets the requirements of the alias: the best of the allowed ones, in a single comparison. */
    private List<Destination> belowFloor() {
        var fall = policy.alias(question.asked()).map(Policy.Alias::belowFloor).orElse(Policy.BelowFloor.REFUSE);
        var allowed = catalog.destinations().stream()
                .filter(it -> fall == Policy.BelowFloor.HIGHEST_TIER
                        || fall == Policy.BelowFloor.IN_HOUSE && it.kind() != DestinationKind.CLOSED)
                .filter(this::hard)
                .toList();
        var better = Comparator.comparing((Destination it) -> speaksFast(it))
                .thenComparing(Destination::tierValue)
                .thenComparing(it -> it.kind() != DestinationKind.EMBEDDED);
        return allowed.stream()
                .filter(it ->
                        question.router() == 1 || allowed.stream().noneMatch(other -> better.compare(other, it) > 0))
                .toList();
    }

    private boolean hard(Destination it) {
        return asked(it) && allowed(it) && discreet(it) && able(it) && affordable(it) && there(it);
    }

    private boolean asked(Destination it) {
        var alias = policy.alias(question.asked());
        if (alias.isPresent()) {
            var models = alias.get().models();
            return models.isEmpty() || models.contains(it.id()) || models.contains(it.provider() + "/*");
        }
        return it.model().equals(question.asked()) || it.id().equals(question.asked());
    }

    private boolean allowed(Destination it) {
        var models = question.allowance().models();
        var byName = models.isEmpty()
                || models.contains(question.asked())
                        && policy.alias(question.asked()).isPresent()
                || models.contains(it.model())
                || models.contains(it.id())
                || models.contains(it.provider() + "/*");
        return byName && question.allowance().kinds().contains(it.kind());
    }

    private boolean discreet(Destination it) {
        var content = question.content();
        var treatment = policy.treatment(it.kind(), content.dataClass());
        if (treatment == Treatment.REFUSE
                || content.unmaskable().isPresent() && treatment != Treatment.CLEAR
                || content.media() && policy.treatment(it.kind(), policy.media()) != Treatment.CLEAR) {
            return false;
        }
        if (content.opaque()) {
            return content.issuers().isEmpty()
                    ? it.kind() != DestinationKind.CLOSED
                    : content.issuers().contains(it.provider());
        }
        return true;
    }

    private boolean able(Destination it) {
        var size = question.size();
        return it.capabilities().containsAll(question.needs())
                && embeds(it)
                && size.longest() + size.maxOutput().orElse(1) <= it.context()
                && size.maxOutput().orElse(0) <= it.maxOutput()
                && question.steering().stream().noneMatch(member -> refuses(member, it.kind()));
    }

    private boolean embeds(Destination it) {
        if (!question.needs().contains(Capability.EMBEDDINGS)) {
            return !it.capabilities().contains(Capability.EMBEDDINGS);
        }
        var alias = policy.alias(question.asked());
        return alias.isEmpty()
                || alias.get().models().size() == 1
                        && !alias.get().models().iterator().next().contains("*");
    }

    private boolean refuses(String member, DestinationKind kind) {
        var family = member.startsWith("tools.") ? "tools.*" : member;
        return policy.steering().stream()
                .filter(rule -> rule.member().equals(family))
                .anyMatch(rule -> rule.action().get(kind) == Policy.Steering.Action.REFUSE);
    }

    private boolean affordable(Destination it) {
        var ceilings = policy.alias(question.asked()).flatMap(Policy.Alias::ceiling).stream()
                .toList();
        var all = Stream.concat(ceilings.stream(), policy.ceiling().stream()).toList();
        if (all.isEmpty() && question.budgetLeft().isEmpty()) {
            return true;
        }
        var cost = cost(it);
        return cost.isPresent()
                && all.stream().allMatch(ceiling -> cost.get().compareTo(comparable(ceiling)) <= 0)
                && question.budgetLeft()
                        .filter(budget -> worst(it).compareTo(comparable(budget)) > 0)
                        .isEmpty();
    }

    private boolean there(Destination it) {
        var now = question.circumstances();
        return !now.noKey().contains(it.provider())
                && !now.notReady().contains(it.provider())
                && !now.notReady().contains(it.id());
    }

    private boolean soft(Destination it) {
        var alias = policy.alias(question.asked());
        return alias.isEmpty() || it.tierValue() >= alias.get().tier() && speaksFast(it);
    }

    private boolean speaksFast(Destination it) {
        var alias = policy.alias(question.asked());
        return alias.isEmpty()
                || it.speed().map(Speed::tokensPerSecond).orElse(1e9)
                                >= alias.get().speed()
                        && question.languages().entrySet().stream()
                                .filter(part -> part.getValue() >= 20)
                                .allMatch(part -> it.languages().isEmpty()
                                        || it.languages().contains(part.getKey()));
    }

    private boolean rests(Destination it) {
        var rest = question.circumstances().health().resting().get(it.id());
        return rest != null && rest.until().isAfter(question.at());
    }

    private Optional<Price> price(Destination it) {
        return it.price(question.at().atZone(ZoneOffset.UTC).toLocalDate())
                .filter(price -> Worlds.RATES.of(price.currency()).isPresent());
    }

    private Optional<BigDecimal> cost(Destination it) {
        var size = question.size();
        return price(it)
                .map(price -> times(price, price.input(), size.input())
                        .add(times(price, price.output(), size.output() * size.choices())));
    }

    private BigDecimal worst(Destination it) {
        var size = question.size();
        var price = price(it).orElseThrow();
        var in = Math.max(price.input(), Math.max(price.cachedInput(), price.cacheWrite()));
        var out = Math.max(price.output(), price.reasoning());
        var room = Math.max(0, it.context() - size.input());
        var unbounded = it.maxOutput() == it.context() ? Math.min(4096, it.maxOutput()) : it.maxOutput();
        var tokens = it.capabilities().contains(Capability.EMBEDDINGS)
                ? 0
                : Math.min(room, Math.min(size.maxOutput().orElse(unbounded), it.maxOutput()));
        return times(price, in, size.input()).add(times(price, out, tokens * size.choices()));
    }

    /** Rates are rounded to whole nano-units of the base currency per million tokens, then multiplied exactly. */
    private static BigDecimal times(Price price, long rate, long tokens) {
        return new BigDecimal(rate)
                .multiply(new BigDecimal(1_000_000 / price.per()))
                .divide(Worlds.RATES.of(price.currency()).orElseThrow(), 0, RoundingMode.HALF_UP)
                .multiply(new BigDecimal(tokens));
    }

    private static BigDecimal comparable(Money money) {
        return new BigDecimal(money.nanos())
                .multiply(new BigDecimal(1_000_000))
                .divide(Worlds.RATES.of(money.currency()).orElseThrow(), 0, RoundingMode.FLOOR);
    }
}
