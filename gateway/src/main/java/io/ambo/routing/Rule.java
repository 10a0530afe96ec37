package io.ambo.routing;

import java.util.Locale;

/** Why a destination may not answer, or not first; in the order in which reasons are told. */
public enum Rule {
    /** Another model was asked for. */
    ASKED_FOR,
    /** The caller's key names models, and not this one. */
    ALLOW_LIST,
    /** The caller's key names kinds of destinations, and not this one. */
    DESTINATION_KIND,
    /** The policy keeps data of this class from destinations of this kind. */
    CLASS,
    /** Something was found where it cannot be replaced. */
    UNMASKABLE_POSITION,
    /** Pictures, sound or files, which nobody read. */
    MEDIA,
    /** Sealed content goes back only to who issued it. */
    OPAQUE_ISSUER,
    /** A member that steers more than the answer. */
    STEERING_MEMBER,
    /** The model cannot do what the request needs. */
    CAPABILITY,
    /** Prompt and answer do not fit. */
    CONTEXT_LENGTH,
    /** The model does not speak a language of the text. May be waived. */
    LANGUAGE,
    /** The model is below the alias' tier. May be waived. */
    TIER_FLOOR,
    /** The model was measured to be slower than the alias wants. May be waived. */
    SPEED,
    /** The estimate is above the most that a request may cost. */
    PRICE_CEILING,
    /** A limit on cost holds, and nobody knows the price. */
    UNKNOWN_PRICE,
    /** The worst case is above what is left of the budget. */
    BUDGET_LEFT,
    /** The provider's key is not set. */
    NO_KEY,
    /** The destination is still starting, or cannot start. */
    NOT_READY,
    /** It failed a moment ago and rests; it may answer, but last. */
    HEALTH,
    /** Others cost less for this request; it may answer after them. */
    PRICE_RANK;

    /** The stable name in JSON, tables and refusals: {@code tier-floor}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the rule is waived for models in the house when otherwise nobody could answer. */
    boolean soft() {
        return this == LANGUAGE || this == TIER_FLOOR || this == SPEED;
    }

    /** Whether it excludes; the others only put a destination behind. */
    boolean excludes() {
        return compareTo(HEALTH) < 0;
    }
}
