package io.ambo.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is done with data of a class before it is sent to a destination of a kind. */
public enum Treatment {
    /** It is sent unchanged. */
    CLEAR,
    /** It is sent with all findings replaced. */
    DE_IDENTIFY,
    /** It is not sent. */
    REFUSE;

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String id() {
        return id;
    }

    public static Optional<Treatment> of(String id) {
        return Arrays.stream(values())
                .filter(treatment -> treatment.id().equals(id))
                .findFirst();
    }
}
