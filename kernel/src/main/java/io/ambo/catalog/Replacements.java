package io.ambo.catalog;

import java.util.Map;

/**
 * How a policy replaces values where it sends their class de-identified.
 *
 * @param usual for kinds that have no entry of their own; where it does not fit a kind, that kind gets placeholders
 * @param kinds by kind
 */
public record Replacements(Replacement usual, Map<Kind, Replacement> kinds) {

    /** Placeholders for everything. */
    public static final Replacements PLACEHOLDERS = new Replacements(Replacement.PLACEHOLDER, Map.of());

    public Replacements {
        kinds = Map.copyOf(kinds);
    }

    /** How values of a kind are replaced. */
    public Replacement of(Kind kind) {
        var chosen = kinds.getOrDefault(kind, usual);
        return chosen.fits(kind) ? chosen : Replacement.PLACEHOLDER;
    }
}
