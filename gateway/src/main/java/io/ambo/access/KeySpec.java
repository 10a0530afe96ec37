package io.ambo.access;

import io.ambo.core.Caller;
import io.ambo.core.DestinationKind;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The properties of a key to create.
 *
 * @param name 1 to 64 characters, none of them a control character
 * @param models the models it may use, as in {@link Caller}; empty means all
 * @param kinds destination kinds it may use; at least one
 * @param policies policies it may select
 * @param rights permissions besides calling models
 * @param expires empty means never
 * @param limits the most it may use
 */
public record KeySpec(
        String name,
        Set<String> models,
        Set<DestinationKind> kinds,
        Set<String> policies,
        Set<Caller.Right> rights,
        Optional<Instant> expires,
        KeyLimits limits) {

    private static final int LONGEST_NAME = 64;

    public KeySpec {
        name = name.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.of(Reason.BAD_COMMAND, "access.bad-name", LONGEST_NAME);
        }
        if (kinds.isEmpty()) {
            throw Refusal.of(Reason.BAD_COMMAND, "access.no-kind");
        }
        if (models.stream().anyMatch(KeySpec::unstorable) || policies.stream().anyMatch(KeySpec::unstorable)) {
            throw Refusal.of(Reason.BAD_COMMAND, "access.bad-list");
        }
        models = Set.copyOf(models);
        kinds = Set.copyOf(kinds);
        policies = Set.copyOf(policies);
        rights = Set.copyOf(rights);
    }

    /** A key without limits. */
    public KeySpec(
            String name,
            Set<String> models,
            Set<DestinationKind> kinds,
            Set<String> policies,
            Set<Caller.Right> rights,
            Optional<Instant> expires) {
        this(name, models, kinds, policies, rights, expires, KeyLimits.NONE);
    }

    /** A copy with limits. */
    public KeySpec limited(KeyLimits to) {
        return new KeySpec(name, models, kinds, policies, rights, expires, to);
    }

    /** A key that may call every model and administer nothing. */
    public static KeySpec named(String name) {
        return new KeySpec(name, Set.of(), Set.of(DestinationKind.values()), Set.of(), Set.of(), Optional.empty());
    }

    /** Lists are stored one item per line. */
    private static boolean unstorable(String item) {
        return item.isBlank() || item.chars().anyMatch(Character::isISOControl);
    }
}
