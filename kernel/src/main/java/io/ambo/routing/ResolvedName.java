package io.ambo.routing;

import io.ambo.catalog.Policy;

/**
 * The meaning of a requested name.
 *
 * @param destinations the destinations that the name allows
 * @param alias whether it is an alias, so that a fallback may use another model; language and tier count only then
 * @param one whether every destination is the same model, so that embeddings of different calls are comparable
 * @param floor the lowest tier
 * @param speed least tokens per second, of destinations with a measured speed
 * @param belowFloor what happens if no destination meets floor, speed and language
 * @param ceiling the alias' own cost ceiling as a number for comparison; the largest number if it has none
 */
record ResolvedName(
        long[] destinations,
        boolean alias,
        boolean one,
        int floor,
        int speed,
        Policy.BelowFloor belowFloor,
        long ceiling) {

    static ResolvedName named(long[] destinations) {
        return new ResolvedName(destinations, false, true, 0, 0, Policy.BelowFloor.REFUSE, Long.MAX_VALUE);
    }
}
