package io.ambo.catalog;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Names that an installation knows to be names: of its staff, its customers, its projects. They are part of no
 * catalogue, snapshot, log or error.
 *
 * @param names those of each kind
 */
public record Roster(Map<Kind, Set<String>> names) {

    public static final Roster EMPTY = new Roster(Map.of());

    public Roster {
        var copy = new EnumMap<Kind, Set<String>>(Kind.class);
        names.forEach((kind, set) -> copy.put(kind, Set.copyOf(set)));
        names = Map.copyOf(copy);
    }

    /** How many, and no name. */
    @Override
    public String toString() {
        return names.values().stream().mapToInt(Set::size).sum() + " names";
    }
}
