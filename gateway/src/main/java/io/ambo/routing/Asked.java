package io.ambo.routing;

/**
 * What a name in a request stands for.
 *
 * @param destinations whom it lets through
 * @param alias whether it is an alias, so that a fallback may be another model; language and tier count only then
 * @param one whether whoever answers is the same model, so that its embeddings compare with each other
 * @param floor least tier
 * @param speed least tokens per second, of those whose speed was measured
 * @param inHouse whether a model in the house below the floor may answer when nobody else may
 * @param ceiling the alias' own ceiling as a number for comparing; the largest number when it has none
 */
record Asked(long[] destinations, boolean alias, boolean one, int floor, int speed, boolean inHouse, long ceiling) {

    static Asked named(long[] destinations) {
        return new Asked(destinations, false, true, 0, 0, false, Long.MAX_VALUE);
    }
}
