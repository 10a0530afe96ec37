package io.ambo.routing;

/** A rule that excludes no destination but ranks some behind others. */
non-sealed interface OrderRule extends RoutingRule {

    @Override
    default boolean excludes(Inquiry inquiry, int d) {
        return false;
    }
}
