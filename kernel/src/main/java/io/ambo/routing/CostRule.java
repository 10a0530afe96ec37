package io.ambo.routing;

/** A rule on cost. It has no compiled set; it is checked for each destination whose estimate is computed anyway. */
non-sealed interface CostRule extends RoutingRule {}
