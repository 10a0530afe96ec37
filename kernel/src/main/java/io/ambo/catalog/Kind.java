package io.ambo.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a finding is, in one word. Several recognisers may find values of one kind; policies and programs name kinds, so
 * that they need not know which recogniser found a value.
 *
 * <p>The list is closed and documented in {@code docs/privacy.md}: programs that read findings rely on it.
 */
public enum Kind {
    PERSON,
    ADDRESS,
    LOCATION,
    ORGANIZATION,
    PHONE,
    EMAIL,
    USERNAME,
    ID_NUMBER,
    PASSPORT,
    SSN,
    DRIVER_LICENSE,
    TAX_NUMBER,
    MEDICAL_NUMBER,
    BANK_CARD,
    IBAN,
    ACCOUNT,
    LICENSE_PLATE,
    VEHICLE,
    DEVICE,
    IP,
    MAC,
    COORDINATES,
    DATE_OF_BIRTH,
    DATE,
    AGE,
    AMOUNT,
    TITLE,
    CREDENTIAL,
    ILLNESS,
    RELIGION,
    POLITICS,
    ETHNICITY,
    ORIENTATION,
    BIOMETRIC,
    CRIME,
    OTHER;

    private static final List<String> IDS =
            Arrays.stream(values()).map(Kind::id).toList();

    /** As it is written in files and answers, for example {@code id_number}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }

    /** The ids of all kinds, in the order of this list. */
    public static List<String> ids() {
        return IDS;
    }
}
