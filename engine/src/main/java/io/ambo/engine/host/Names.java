package io.ambo.engine.host;

/** The names from outside that become part of a path. */
public final class Names {
    private Names() {}

    public static void requireFileName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
            throw new IllegalArgumentException(
                    "A file's own name has letters, digits, dots, dashes and underscores only: " + name);
        }
    }
}
