package io.ambo.routing;

/** A rule about money: it is asked for each destination whose estimate is known anyway, and has no set. */
non-sealed interface CostRule extends RoutingRule {}
