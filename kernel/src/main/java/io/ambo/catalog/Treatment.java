package io.ambo.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What happens to data of a class before it goes to a destination of a kind. */
public enum Treatment {
    /** It goes as it is. */
    CLEAR,
    /** It goes with everything that was found replaced. */
    DE_IDENTIFY,
    /** It does not go. */
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
