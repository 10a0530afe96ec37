package io.ambo.routing;

/** A rule with a compiled set of allowed destinations for each of its possible values. */
non-sealed interface SetRule extends RoutingRule {

    /** Removes from the set the destinations for which {@link #excludes} is true. */
    void keep(long[] bits, Inquiry inquiry);
}
