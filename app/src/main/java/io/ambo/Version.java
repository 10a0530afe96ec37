package io.ambo;

import java.util.Objects;

/** The version of this program from the jar's manifest; {@code dev} outside a jar. */
final class Version {

    private Version() {}

    static String text() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "dev");
    }
}
