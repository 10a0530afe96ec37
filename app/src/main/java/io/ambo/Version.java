package io.ambo;

import java.util.Objects;

/** Which version this is: what the jar says of itself; {@code dev} outside of a jar. */
final class Version {

    private Version() {}

    static String text() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "dev");
    }
}
