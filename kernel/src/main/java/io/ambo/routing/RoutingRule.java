package io.ambo.routing;

import io.ambo.core.Message;

/**
 * A routing rule, compiled for a catalogue and a policy: which destinations it excludes, and how that is explained.
 *
 * <p>Each rule is one class, listed in {@link Rule}. Its type tells how the router applies it: as a set
 * ({@link SetRule}), to each priced destination ({@link CostRule}), or only to the order ({@link OrderRule}).
 */
sealed interface RoutingRule permits SetRule, CostRule, OrderRule {

    /** Returns whether the rule excludes a destination, evaluated directly; waivers are not considered. */
    boolean excludes(Inquiry inquiry, int d);

    /** The rule's evidence, for people; only for a destination to which the rule applies. */
    Message words(Inquiry inquiry, int d);
}
