package io.ambo.core;

import java.util.Arrays;
import java.util.Optional;

/**
 * How sensitive data is, from public to forbidden. The order matters: a higher class is never protected less than a
 * lower one.
 *
 * <p>The classes follow the rules on personal information and data grading cited in
 * {@code catalog/policies/default.yaml}.
 */
public enum DataClass {
    /** Public. */
    L0,
    /** Internal. */
    L1,
    /** Contact data: e-mail addresses, phone numbers. */
    L2,
    /** Identity and finance: identity numbers, bank cards. */
    L3,
    /** Sensitive: health, personal credentials, minors, biometrics, whereabouts. */
    L4,
    /** Secrets and forbidden content. */
    L5;

    /** The higher of the two. */
    public DataClass max(DataClass other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public boolean atLeast(DataClass other) {
        return compareTo(other) >= 0;
    }

    /** The class of that name, in any letter case ({@code l3}); empty for an unknown name. */
    public static Optional<DataClass> of(String name) {
        return Arrays.stream(values())
                .filter(dataClass -> dataClass.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
