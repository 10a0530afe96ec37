package io.ambo.routing;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Destination;
import io.ambo.catalog.NameRules;
import io.ambo.catalog.Policy;
import io.ambo.catalog.Price;
import io.ambo.catalog.Rates;
import io.ambo.catalog.Replacements;
import io.ambo.catalog.Source;
import io.ambo.catalog.Speed;
import io.ambo.catalog.Tier;
import io.ambo.catalog.Treatment;
import io.ambo.catalog.Tuning;
import io.ambo.core.Capability;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Health;
import io.ambo.core.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Generated catalogues, policies and questions; the same seed gives the same ones. */
final class Worlds {

    static final Source SOURCE = new Source("made up", LocalDate.of(2026, 11, 20));
    static final Rates RATES = new Rates("USD", Map.of("CNY", new BigDecimal("7.1")), SOURCE);
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final List<String> LANGUAGES = List.of("en", "zh", "de");
    private static final List<String> MEMBERS = List.of("store", "n", "tools.web_search", "user", "unheard-of");

    private final Random random;

    Worlds(long seed) {
        random = new Random(seed);
    }

    Catalog catalog(int size) {
        var models = new ArrayList<Destination>();
        for (var i = 0; i < size; i++) {
            models.add(destination("p" + random.nextInt(Math.max(2, size / 5)), "m" + random.nextInt(size)));
        }
        var names = new HashSet<String>();
        models.removeIf(model -> !names.add(model.id()));
        models.sort(Comparator.comparing(Destination::provider).thenComparing(Destination::model));
        return of(models);
    }

    static Catalog of(List<Destination> models) {
        return new Catalog(
                "v", List.of(), models, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), RATES,
                List.of(), "");
    }

    private Destination destination(String provider, String model) {
        var kind = pick(DestinationKind.values());
        var context = 1 << 10 + random.nextInt(8);
        return new Destination(
                provider,
                model,
                model,
                kind,
                context,
                Math.min(context, 1 << 9 + random.nextInt(6)),
                capabilities(),
                random.nextInt(3) == 0 ? Set.of() : some(LANGUAGES, 0.6),
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(new Tier(random.nextInt(6), SOURCE)),
                prices(),
                speed(),
                Tuning.NONE);
    }

    private Optional<Speed> speed() {
        return random.nextBoolean()
                ? Optional.empty()
                : Optional.of(new Speed(random.nextInt(60) + 0.5, 10, LocalDate.of(2026, 11, 25), "here"));
    }

    private Set<Capability> capabilities() {
        var some = some(List.of(Capability.values()), 0.7);
        return random.nextInt(5) == 0
                ? Set.of(Capability.EMBEDDINGS)
                : some.stream().filter(it -> it != Capability.EMBEDDINGS).collect(Collectors.toSet());
    }

    private List<Price> prices() {
        var prices = new ArrayList<Price>();
        for (var day : List.of(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 11, 23), LocalDate.of(2026, 12, 1))) {
            if (random.nextInt(3) > 0) {
                prices.add(price(day));
            }
        }
        return prices;
    }

    private Price price(LocalDate since) {
        var currency = List.of("USD", "USD", "CNY", "EUR").get(random.nextInt(4));
        var per = List.of(1_000_000L, 1_000_000L, 1000L).get(random.nextInt(3));
        var unit = per * 1000L;
        return new Price(currency, per, rate(unit), rate(unit), rate(unit), rate(unit), rate(unit), since, SOURCE);
    }

    private long rate(long unit) {
        return random.nextInt(5) * unit;
    }

    Policy policy(Catalog catalog) {
        var treatments = new EnumMap<DestinationKind, Map<DataClass, Treatment>>(DestinationKind.class);
        for (var kind : DestinationKind.values()) {
            treatments.put(kind, row());
        }
        return new Policy(
                "default",
                treatments,
                Replacements.PLACEHOLDERS,
                aliases(catalog),
                List.of(),
                List.of(),
                NameRules.NONE,
                pick(DataClass.values()),
                DataClass.L0,
                Duration.ofSeconds(30),
                Policy.ScanFailure.REFUSE,
                Policy.JournalFailure.REFUSE,
                Policy.RestoreInAddresses.KNOWN_HOSTS,
                Set.of(Policy.EVERY_TOOL),
                random.nextInt(4) == 0 ? Optional.of(money()) : Optional.empty(),
                steering(),
                List.of(),
                List.of());
    }

    private Map<DataClass, Treatment> row() {
        var row = new EnumMap<DataClass, Treatment>(DataClass.class);
        var at = 0;
        for (var dataClass : DataClass.values()) {
            at = Math.min(2, at + (random.nextInt(3) == 0 ? 1 : 0));
            row.put(dataClass, Treatment.values()[at]);
        }
        return row;
    }

    private List<Policy.Alias> aliases(Catalog catalog) {
        var aliases = new ArrayList<Policy.Alias>();
        for (var name : List.of("auto", "quick", "careful")) {
            var models = new HashSet<String>();
            if (random.nextInt(4) == 0) {
                models.add(pick(catalog.destinations()).id());
                if (random.nextBoolean()) {
                    models.add(pick(catalog.destinations()).provider() + "/*");
                }
            }
            aliases.add(new Policy.Alias(
                    name,
                    random.nextInt(6),
                    random.nextInt(3) * 20,
                    pick(Policy.BelowFloor.values()),
                    models,
                    random.nextInt(4) == 0 ? Optional.of(money()) : Optional.empty()));
        }
        return aliases;
    }

    private List<Policy.Steering> steering() {
        var rules = new ArrayList<Policy.Steering>();
        for (var member : List.of("store", "n", "tools.*", "user")) {
            var action = new HashMap<DestinationKind, Policy.Steering.Action>();
            for (var kind : DestinationKind.values()) {
                if (random.nextBoolean()) {
                    action.put(kind, pick(Policy.Steering.Action.values()));
                }
            }
            rules.add(new Policy.Steering(member, action));
        }
        return rules;
    }

    Question question(Catalog catalog) {
        return new Question(
                asked(catalog),
                "default",
                new Question.Allowance(allowed(catalog), some(List.of(DestinationKind.values()), 0.9)),
                content(catalog),
                new Question.Size(
                        random.nextInt(3000),
                        random.nextInt(500),
                        random.nextBoolean() ? OptionalLong.of(random.nextInt(4000)) : OptionalLong.empty(),
                        1 + random.nextInt(2),
                        random.nextInt(3000)),
                some(List.of(Capability.values()), 0.1),
                Map.of("en", 15 + random.nextInt(10), "zh", random.nextInt(60), "fr", random.nextInt(22)),
                random.nextInt(3) == 0 ? some(MEMBERS, 0.3) : Set.of(),
                circumstances(catalog),
                random.nextInt(5) == 0 ? NOON.plusSeconds(86_400 * 20) : NOON,
                random.nextInt(4) == 0 ? Optional.of(money()) : Optional.empty());
    }

    private String asked(Catalog catalog) {
        var destination = pick(catalog.destinations());
        return switch (random.nextInt(6)) {
            case 0 -> destination.model();
            case 1 -> destination.id();
            case 2 -> "careful";
            case 3 -> "quick";
            default -> "auto";
        };
    }

    private Set<String> allowed(Catalog catalog) {
        if (random.nextInt(3) > 0) {
            return Set.of();
        }
        var allowed = new HashSet<String>();
        allowed.add(pick(catalog.destinations()).model());
        allowed.add(pick(catalog.destinations()).id());
        allowed.add(pick(catalog.destinations()).provider() + "/*");
        if (random.nextBoolean()) {
            allowed.add("auto");
        }
        return allowed;
    }

    private Question.Content content(Catalog catalog) {
        return new Question.Content(
                DataClass.values()[Math.min(random.nextInt(6), random.nextInt(6))],
                Map.of("phone-cn", 1 + random.nextInt(3)),
                random.nextInt(5) == 0 ? Optional.of("messages[0].content") : Optional.empty(),
                random.nextInt(6) == 0,
                random.nextInt(6) == 0,
                random.nextBoolean() ? Set.of(pick(catalog.destinations()).provider()) : Set.of());
    }

    private Question.Circumstances circumstances(Catalog catalog) {
        var resting = new HashMap<String, Health.Rest>();
        for (var i = random.nextInt(6); i > 0; i--) {
            var until = NOON.plusSeconds(random.nextInt(100) - 30);
            resting.put(pick(catalog.destinations()).id(), new Health.Rest(until, "upstream-failed", 1));
        }
        var first = pick(catalog.destinations());
        return new Question.Circumstances(
                new Health(random.nextInt(9), resting),
                List.of(Set.<String>of(), Set.of(first.id()), Set.of(first.id(), first.provider()))
                        .get(random.nextInt(3)),
                random.nextBoolean() ? Set.of(pick(catalog.destinations()).provider()) : Set.of());
    }

    private Money money() {
        return new Money(random.nextInt(10_000_000), List.of("USD", "CNY").get(random.nextInt(2)));
    }

    private <E> Set<E> some(List<E> all, double share) {
        var some = new HashSet<E>();
        for (var one : all) {
            if (random.nextDouble() < share) {
                some.add(one);
            }
        }
        return some;
    }

    private <E> E pick(List<E> all) {
        return all.get(random.nextInt(all.size()));
    }

    private <E> E pick(E[] all) {
        return all[random.nextInt(all.length)];
    }
}
