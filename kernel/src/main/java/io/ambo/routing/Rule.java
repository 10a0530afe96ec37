package io.ambo.routing;

import java.util.Locale;
import java.util.function.Function;

/**
 * Why a destination may not answer, or not first; in the order in which reasons are told.
 *
 * <p>Each constant names the class that is the rule: its set, its examination and its words. The effect says when the
 * router applies it.
 */
public enum Rule {
    /** Another model was asked for. */
    ASKED_FOR(Effect.FORBIDS, AskedForRule::new),
    /** The caller's key names models, and not this one. */
    ALLOW_LIST(Effect.FORBIDS, AllowListRule::new),
    /** The caller's key names kinds of destinations, and not this one. */
    DESTINATION_KIND(Effect.FORBIDS, DestinationKindRule::new),
    /** The policy keeps data of this class from destinations of this kind. */
    CLASS(Effect.FORBIDS, ClassRule::new),
    /** Something was found where it cannot be replaced. */
    UNMASKABLE_POSITION(Effect.FORBIDS, UnmaskableRule::new),
    /** Pictures, sound or files, which are not read. */
    MEDIA(Effect.FORBIDS, MediaRule::new),
    /** Sealed content goes back only to its issuer. */
    OPAQUE_ISSUER(Effect.FORBIDS, OpaqueIssuerRule::new),
    /** A member that steers more than the answer. */
    STEERING_MEMBER(Effect.FORBIDS, SteeringRule::new),
    /** The model cannot do what the request needs. */
    CAPABILITY(Effect.DISABLES, CapabilityRule::new),
    /** Prompt and answer do not fit. */
    CONTEXT_LENGTH(Effect.DISABLES, ContextLengthRule::new),
    /** The model does not speak a language of the text. May be waived. */
    LANGUAGE(Effect.PREFERS, LanguageRule::new),
    /** The model is below the alias' tier. May be waived. */
    TIER_FLOOR(Effect.PREFERS, TierFloorRule::new),
    /** The model was measured to be slower than the alias wants. May be waived. */
    SPEED(Effect.PREFERS, SpeedRule::new),
    /** The estimate is above the most that a request may cost. */
    PRICE_CEILING(Effect.LIMITS, PriceCeilingRule::new),
    /** A limit on cost holds, and the price is not known. */
    UNKNOWN_PRICE(Effect.LIMITS, UnknownPriceRule::new),
    /** The worst case is above what is left of the budget. */
    BUDGET_LEFT(Effect.LIMITS, BudgetRule::new),
    /** The provider's key is not set. */
    NO_KEY(Effect.DISABLES, NoKeyRule::new),
    /** The destination is still starting, or cannot start. */
    NOT_READY(Effect.DISABLES, NotReadyRule::new),
    /** It failed a moment ago and rests; it may answer, but last. */
    HEALTH(Effect.ORDERS, HealthRule::new),
    /** Others cost less for this request; it may answer after them. */
    PRICE_RANK(Effect.ORDERS, PriceRankRule::new);

    /** What a rule does to a destination for which it holds. */
    enum Effect {
        /** It could not do the work at all. */
        DISABLES,
        /** It could, and is not allowed to. */
        FORBIDS,
        /** It does not meet what an alias asks for; waived where the alias says so and no other may answer. */
        PREFERS,
        /** It would cost too much. */
        LIMITS,
        /** It may answer, but not first. */
        ORDERS
    }

    private final Effect effect;
    private final Function<RuleScope, RoutingRule> compiler;

    Rule(Effect effect, Function<RuleScope, RoutingRule> compiler) {
        this.effect = effect;
        this.compiler = compiler;
    }

    /** The stable name in JSON, tables and refusals: {@code tier-floor}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Effect effect() {
        return effect;
    }

    /** The rule for one catalogue and policy. */
    RoutingRule compile(RuleScope scope) {
        return compiler.apply(scope);
    }

    /** Whether the rule is waived, where an alias says so, when otherwise no destination could answer. */
    boolean waivable() {
        return effect == Effect.PREFERS;
    }

    /** Whether it excludes; the others only put a destination behind. */
    boolean excludes() {
        return effect != Effect.ORDERS;
    }
}
