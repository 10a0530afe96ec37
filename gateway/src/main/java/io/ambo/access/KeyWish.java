package io.ambo.access;

import io.ambo.core.Caller;
import io.ambo.core.DestinationKind;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a new key shall be.
 *
 * @param name 1 to 64 characters, none of them a control character
 * @param models what it may ask for, as in {@link Caller}; empty means all
 * @param kinds destination kinds it may use; at least one
 * @param policies policies that it may choose
 * @param rights what it may do besides asking
 * @param expires empty means never
 * @param limits what it may use at most
 */
public record KeyWish(
        String name,
        Set<String> models,
        Set<DestinationKind> kinds,
        Set<String> policies,
        Set<Caller.Right> rights,
        Optional<Instant> expires,
        KeyLimits limits) {

    private static final int LONGEST_NAME = 64;

    public KeyWish {
        name = name.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.of(Reason.BAD_COMMAND, "access.bad-name", LONGEST_NAME);
        }
        if (kinds.isEmpty()) {
            throw Refusal.of(Reason.BAD_COMMAND, "access.no-kind");
        }
        if (models.stream().anyMatch(KeyWish::unstorable) || policies.stream().anyMatch(KeyWish::unstorable)) {
            throw Refusal.of(Reason.BAD_COMMAND, "access.bad-list");
        }
        models = Set.copyOf(models);
        kinds = Set.copyOf(kinds);
        policies = Set.copyOf(policies);
        rights = Set.copyOf(rights);
    }

    /** One without limits. */
    public KeyWish(
            String name,
            Set<String> models,
            Set<DestinationKind> kinds,
            Set<String> policies,
            Set<Caller.Right> rights,
            Optional<Instant> expires) {
        this(name, models, kinds, policies, rights, expires, KeyLimits.NONE);
    }

    /** The same with limits. */
    public KeyWish limited(KeyLimits to) {
        return new KeyWish(name, models, kinds, policies, rights, expires, to);
    }

    /** A key that may ask everything and administer nothing. */
    public static KeyWish named(String name) {
        return new KeyWish(name, Set.of(), Set.of(DestinationKind.values()), Set.of(), Set.of(), Optional.empty());
    }

    /** Lists are kept one item a line. */
    private static boolean unstorable(String item) {
        return item.isBlank() || item.chars().anyMatch(Character::isISOControl);
    }
}
