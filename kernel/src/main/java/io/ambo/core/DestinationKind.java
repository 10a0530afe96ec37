package io.ambo.core;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who sees the data that is sent to a destination. Openness of a model is another matter: a property of the model. */
public enum DestinationKind {
    /** An engine that Ambo itself started on this machine. */
    EMBEDDED,
    /** A server of one's own, or a privately licensed closed model. */
    PRIVATE,
    /** Someone else's API, open weights hosted by a third party included. */
    CLOSED;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The name in files, headers and JSON: lower case. */
    public String id() {
        return id;
    }

    public static Optional<DestinationKind> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }
}
