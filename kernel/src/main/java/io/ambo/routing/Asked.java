package io.ambo.routing;

import io.ambo.catalog.Policy;

/**
 * What a name in a request stands for.
 *
 * @param destinations whom it lets through
 * @param alias whether it is an alias, so that a fallback may be another model; language and tier count only then
 * @param one whether whoever answers is the same model, so that its embeddings compare with each other
 * @param floor least tier
 * @param speed least tokens per second, of those whose speed was measured
 * @param belowFloor what happens when no destination meets floor, speed and language
 * @param ceiling the alias' own ceiling as a number for comparing; the largest number when it has none
 */
record Asked(
        long[] destinations,
        boolean alias,
        boolean one,
        int floor,
        int speed,
        Policy.BelowFloor belowFloor,
        long ceiling) {

    static Asked named(long[] destinations) {
        return new Asked(destinations, false, true, 0, 0, Policy.BelowFloor.REFUSE, Long.MAX_VALUE);
    }
}
