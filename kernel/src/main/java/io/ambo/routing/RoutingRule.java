package io.ambo.routing;

import io.ambo.core.Message;

/**
 * A rule of routing, compiled for a catalogue and a policy: whom it excludes, and in which words that is told.
 *
 * <p>Each rule is one class that {@link Rule} names. Its kind says how the router applies it: as a set
 * ({@link SetRule}), to each destination that is priced ({@link CostRule}), or only for the order ({@link OrderRule}).
 */
sealed interface RoutingRule permits SetRule, CostRule, OrderRule {

    /** Whether the rule excludes a destination, as plainly as it can be said; waivers are not its business. */
    boolean excludes(Inquiry inquiry, int d);

    /** What the rule went by, for people; only for a destination for which it holds. */
    Message words(Inquiry inquiry, int d);
}
