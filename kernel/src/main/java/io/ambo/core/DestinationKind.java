package io.ambo.core;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who sees the data sent to a destination. Whether a model is open is a property of the model, not of this kind. */
public enum DestinationKind {
    /** An engine that Ambo itself started on this machine. */
    EMBEDDED,
    /** Your own server, or a closed model licensed to run on it. */
    PRIVATE,
    /** Someone else's API, open weights hosted by a third party included. */
    CLOSED;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The name used in files, headers and JSON: lower case. */
    public String id() {
        return id;
    }

    public static Optional<DestinationKind> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }
}
