package io.ambo.config;

import io.ambo.catalog.Treatment;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads {@code treatments} of a policy: for each destination kind, a class or a range of classes, and its treatment.
 */
final class Treatments {

    private static final Pattern RANGE = Pattern.compile("(L[0-5])(?:-(L[0-5]))?");

    private Treatments() {}

    static Map<DestinationKind, Map<DataClass, Treatment>> read(Section section) {
        var all = new EnumMap<DestinationKind, Map<DataClass, Treatment>>(DestinationKind.class);
        for (var kind : DestinationKind.values()) {
            var broken = new ArrayList<String>();
            var row = row(section.requiredSection(kind.id()), broken);
            if (row.size() == DataClass.values().length) {
                demandLadder(section, kind, row);
            } else if (section.has(kind.id()) && broken.isEmpty()) {
                section.mistake(kind.id(), "config.treatment-gap", missing(row));
            }
            for (var dataClass : DataClass.values()) {
                row.putIfAbsent(dataClass, Treatment.REFUSE);
            }
            all.put(kind, row);
        }
        return all;
    }

    /** {@code broken} receives the keys with an invalid treatment, so that no consequential mistake is reported. */
    private static Map<DataClass, Treatment> row(Section section, List<String> broken) {
        var row = new EnumMap<DataClass, Treatment>(DataClass.class);
        for (var key : section.keys()) {
            var treatment = section.chosen(key, Treatment.class);
            var classes = classes(key);
            if (classes.isEmpty()) {
                section.mistake(key, "config.class-range");
            }
            if (treatment.isEmpty()) {
                broken.add(key);
                continue;
            }
            for (var dataClass : classes) {
                if (row.put(dataClass, treatment.get()) != null) {
                    section.mistake(key, "config.class-twice", dataClass.name());
                }
            }
        }
        return row;
    }

    /** The classes of {@code L2} or {@code L0-L2}; empty for any other text. */
    private static List<DataClass> classes(String key) {
        var range = RANGE.matcher(key);
        if (!range.matches()) {
            return List.of();
        }
        var first = DataClass.valueOf(range.group(1));
        var last = range.group(2) == null ? first : DataClass.valueOf(range.group(2));
        return Stream.of(DataClass.values())
                .filter(it -> it.compareTo(first) >= 0 && it.compareTo(last) <= 0)
                .toList();
    }

    /** A higher class must never be protected less than a lower one. */
    private static void demandLadder(Section section, DestinationKind kind, Map<DataClass, Treatment> row) {
        var least = Treatment.CLEAR;
        for (var dataClass : DataClass.values()) {
            var treatment = Optional.ofNullable(row.get(dataClass)).orElse(Treatment.REFUSE);
            if (treatment.compareTo(least) < 0) {
                section.mistake(kind.id(), "config.ladder", dataClass.name(), Choices.id(treatment), Choices.id(least));
                return;
            }
            least = treatment;
        }
    }

    private static String missing(Map<DataClass, Treatment> row) {
        return String.join(
                ", ",
                Stream.of(DataClass.values())
                        .filter(it -> !row.containsKey(it))
                        .map(DataClass::name)
                        .toList());
    }

    /** A copy of the policy with every range expanded, so that a policy that extends it can change a single class. */
    static Node.Fields withoutRanges(Node.Fields policy) {
        var field = policy.fields().get("treatments");
        if (field == null || !(field.value() instanceof Node.Fields kinds)) {
            return policy;
        }
        var spread = kinds;
        for (var kind : kinds.fields().entrySet()) {
            if (kind.getValue().value() instanceof Node.Fields row) {
                spread = spread.with(kind.getKey(), spread(row));
            }
        }
        return policy.with("treatments", spread);
    }

    /** Rows with overlapping ranges are left unchanged; reading them reports the mistake. */
    private static Node.Fields spread(Node.Fields row) {
        var spread = new Node.Fields(Map.of(), row.place());
        for (var entry : row.fields().entrySet()) {
            var classes = classes(entry.getKey());
            if (classes.isEmpty() || classes.stream().anyMatch(seen(spread)::contains)) {
                return row;
            }
            for (var dataClass : classes) {
                spread = spread.with(dataClass.name(), entry.getValue().value());
            }
        }
        return spread;
    }

    private static Set<DataClass> seen(Node.Fields row) {
        var seen = EnumSet.noneOf(DataClass.class);
        row.fields().keySet().forEach(key -> DataClass.of(key).ifPresent(seen::add));
        return seen;
    }
}
