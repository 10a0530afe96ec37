package io.ambo.routing;

/** A rule that is a set: the destinations that it lets through were compiled for each value that it can have. */
non-sealed interface SetRule extends RoutingRule {

    /** Keeps those of a set for which {@link #excludes} is false. */
    void keep(long[] bits, Inquiry inquiry);
}
