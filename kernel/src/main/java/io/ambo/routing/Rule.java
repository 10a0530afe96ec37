package io.ambo.routing;

import java.util.Locale;
import java.util.function.Function;

/**
 * Why a destination may not answer, or is not the first choice; in the order in which reasons are reported.
 *
 * <p>Each constant names the class that implements the rule: its set, its direct evaluation and its explanation. The
 * effect tells when the router applies it.
 */
public enum Rule {
    /** The request names another model. */
    ASKED_FOR(Effect.FORBIDS, AskedForRule::new),
    /** The model is not in the key's list of allowed models. */
    ALLOW_LIST(Effect.FORBIDS, AllowListRule::new),
    /** The destination's kind is not allowed for the key. */
    DESTINATION_KIND(Effect.FORBIDS, DestinationKindRule::new),
    /** The policy does not send data of this class to destinations of this kind. */
    CLASS(Effect.FORBIDS, ClassRule::new),
    /** A finding cannot be replaced where it is. */
    UNMASKABLE_POSITION(Effect.FORBIDS, UnmaskableRule::new),
    /** The request contains images, audio or files, which are not scanned. */
    MEDIA(Effect.FORBIDS, MediaRule::new),
    /** Sealed content may only be sent back to its issuer. */
    OPAQUE_ISSUER(Effect.FORBIDS, OpaqueIssuerRule::new),
    /** A member controls more than the answer. */
    STEERING_MEMBER(Effect.FORBIDS, SteeringRule::new),
    /** The model lacks a capability that the request needs. */
    CAPABILITY(Effect.DISABLES, CapabilityRule::new),
    /** Prompt and answer do not fit into the context. */
    CONTEXT_LENGTH(Effect.DISABLES, ContextLengthRule::new),
    /** The model does not support a language of the text. Can be waived. */
    LANGUAGE(Effect.PREFERS, LanguageRule::new),
    /** The model is below the alias' tier. Can be waived. */
    TIER_FLOOR(Effect.PREFERS, TierFloorRule::new),
    /** The model's measured speed is below the alias' requirement. Can be waived. */
    SPEED(Effect.PREFERS, SpeedRule::new),
    /** The estimate exceeds the cost ceiling of the request. */
    PRICE_CEILING(Effect.LIMITS, PriceCeilingRule::new),
    /** There is a limit on cost, and the price is unknown. */
    UNKNOWN_PRICE(Effect.LIMITS, UnknownPriceRule::new),
    /** The worst-case cost exceeds the remaining budget. */
    BUDGET_LEFT(Effect.LIMITS, BudgetRule::new),
    /** The provider's key is not set. */
    NO_KEY(Effect.DISABLES, NoKeyRule::new),
    /** The destination is still starting, or cannot start. */
    NOT_READY(Effect.DISABLES, NotReadyRule::new),
    /** The destination failed recently and rests; it may answer, but comes last. */
    HEALTH(Effect.ORDERS, HealthRule::new),
    /** Other destinations cost less for this request; this one may answer after them. */
    PRICE_RANK(Effect.ORDERS, PriceRankRule::new);

    /** How the router applies a rule. */
    enum Effect {
        /** The destination is unable to do the work. */
        DISABLES,
        /** The destination is able to, but is not allowed to. */
        FORBIDS,
        /**
         * The destination does not meet a requirement of an alias; waived if the alias permits it and no other may
         * answer.
         */
        PREFERS,
        /** The destination would cost too much. */
        LIMITS,
        /** The destination may answer, but not first. */
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

    /** Compiles the rule for one catalogue and policy. */
    RoutingRule compile(RuleScope scope) {
        return compiler.apply(scope);
    }

    /** Returns whether the rule is waived, if an alias permits it, when otherwise no destination could answer. */
    boolean waivable() {
        return effect == Effect.PREFERS;
    }

    /** Returns whether the rule excludes destinations; the others only affect the order. */
    boolean excludes() {
        return effect != Effect.ORDERS;
    }
}
