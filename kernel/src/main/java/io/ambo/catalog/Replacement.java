package io.ambo.catalog;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What takes the place of a value where a policy sends its class de-identified. */
public enum Replacement {
    /** Nothing: values of this kind stay as they are. */
    PASS,
    /** A code such as {@code PHONE_K7QX2MD4}, for which the value is put back into the answer. */
    PLACEHOLDER,
    /**
     * A made-up value of the same kind, from ranges that are reserved for examples where there are some; the value is put
     * back into the answer. Kinds without made-up values get a placeholder.
     */
    SURROGATE,
    /**
     * The value with other digits: FF1 of NIST SP 800-38G with the conversation's key; the value is put back into the
     * answer. Values of fewer than six digits get a placeholder.
     */
    FORMAT_PRESERVING,
    /**
     * A coarser value: the month of a date of birth, the city of an address, the network of an IP address. It is not put
     * back. Kinds and writings without a coarser value get a placeholder.
     */
    GENERALISE,
    /** Nothing can: a request with such a value is not sent where it would have to be replaced. */
    BLOCK;

    private static final Set<Kind> WITH_SURROGATES =
            EnumSet.of(Kind.PERSON, Kind.ORGANIZATION, Kind.PHONE, Kind.EMAIL, Kind.USERNAME, Kind.IP, Kind.MAC);
    private static final Set<Kind> COARSER = EnumSet.of(Kind.DATE_OF_BIRTH, Kind.ADDRESS, Kind.IP, Kind.COORDINATES);
    private static final Set<Kind> WITHOUT_DIGITS = EnumSet.of(
            Kind.PERSON,
            Kind.LOCATION,
            Kind.ORGANIZATION,
            Kind.TITLE,
            Kind.CREDENTIAL,
            Kind.ILLNESS,
            Kind.RELIGION,
            Kind.POLITICS,
            Kind.ETHNICITY,
            Kind.ORIENTATION,
            Kind.BIOMETRIC,
            Kind.CRIME);

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** As it is written in policies. */
    public String id() {
        return id;
    }

    /** Returns whether values of this kind can be replaced this way. */
    public boolean fits(Kind kind) {
        return switch (this) {
            case PASS, PLACEHOLDER, BLOCK -> true;
            case SURROGATE -> WITH_SURROGATES.contains(kind);
            case FORMAT_PRESERVING -> !WITHOUT_DIGITS.contains(kind);
            case GENERALISE -> COARSER.contains(kind);
        };
    }
}
