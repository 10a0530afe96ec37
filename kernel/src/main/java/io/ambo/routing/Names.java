package io.ambo.routing;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Destination;
import io.ambo.catalog.Policy;
import io.ambo.core.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names that requests can use: aliases, models, {@code provider/model}, {@code provider/*}. */
final class Names {

    private final int size;
    private final Map<String, long[]> sets = new HashMap<>();
    private final Map<String, ResolvedName> asked = new HashMap<>();

    Names(Catalog catalog, Policy policy) {
        var destinations = catalog.destinations();
        size = destinations.size();
        for (var d = 0; d < size; d++) {
            add(destinations.get(d).model(), d);
            add(destinations.get(d).id(), d);
            add(destinations.get(d).provider() + "/*", d);
        }
        for (var destination : destinations) {
            for (var name : List.of(destination.model(), destination.id())) {
                asked.computeIfAbsent(name, it -> ResolvedName.named(set(it)));
            }
        }
        for (var alias : policy.aliases()) {
            asked.put(alias.name(), alias(alias, catalog));
        }
    }

    private void add(String name, int destination) {
        Bits.add(sets.computeIfAbsent(name, _ -> Bits.none(size)), destination);
    }

    private ResolvedName alias(Policy.Alias alias, Catalog catalog) {
        var ceiling = alias.ceiling()
                .map((Money money) -> Prices.limit(money, catalog.rates()))
                .orElse(Long.MAX_VALUE);
        var destinations = alias.models().isEmpty() ? Bits.all(size) : union(alias.models());
        var one =
                alias.models().size() == 1 && !alias.models().iterator().next().endsWith("/*");
        return new ResolvedName(destinations, true, one, alias.tier(), alias.speed(), alias.belowFloor(), ceiling);
    }

    @Nullable
    ResolvedName asked(String name) {
        return asked.get(name);
    }

    /** Returns whether an allow-list permits a destination when it is requested under this name. */
    static boolean allows(Set<String> allowed, String name, boolean alias, Destination destination) {
        return allowed.isEmpty()
                || alias && allowed.contains(name)
                || allowed.contains(destination.model())
                || allowed.contains(destination.id())
                || allowed.contains(destination.provider() + "/*");
    }

    long[] union(Set<String> names) {
        var union = Bits.none(size);
        for (var name : names) {
            Bits.addAll(union, set(name));
        }
        return union;
    }

    /** All destinations of a provider, or the one named {@code provider/model}. */
    long[] providerOrDestination(String name) {
        return set(name.indexOf('/') < 0 ? name + "/*" : name);
    }

    private long[] set(String name) {
        var set = sets.get(name);
        return set == null ? Bits.none(size) : set;
    }

    /** The names that a caller may use: for "did you mean". */
    Set<String> known(Set<String> allowed, List<Destination> destinations) {
        var aliases = asked.entrySet().stream()
                .filter(entry -> entry.getValue().alias())
                .map(Map.Entry::getKey)
                .filter(name -> allowed.isEmpty() || allowed.contains(name));
        var models = destinations.stream()
                .filter(it -> allows(allowed, "", false, it))
                .flatMap(it -> Stream.of(it.model(), it.id()));
        return Stream.concat(aliases, models).collect(Collectors.toCollection(TreeSet::new));
    }
}
