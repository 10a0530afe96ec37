package io.ambo.core;

import java.util.Arrays;
import java.util.Optional;

/**
 * How sensitive data is, from public to forbidden. The order is the ladder: a higher class is never less protected.
 *
 * <p>The ladder follows the personal-information and grading rules cited in {@code catalog/policies/default.yaml}.
 */
public enum DataClass {
    /** Public. */
    L0,
    /** Internal. */
    L1,
    /** Contact data: e-mail, telephone. */
    L2,
    /** Identity and finance: identity numbers, bank cards. */
    L3,
    /** Sensitive: health, credentials of persons, minors, biometrics, whereabouts. */
    L4,
    /** Secrets and what is forbidden. */
    L5;

    /** The higher of the two. */
    public DataClass max(DataClass other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public boolean atLeast(DataClass other) {
        return compareTo(other) >= 0;
    }

    /** The class of that name, in any case ({@code l3}), or nothing. */
    public static Optional<DataClass> of(String name) {
        return Arrays.stream(values())
                .filter(dataClass -> dataClass.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
