package io.ambo.platform;

import java.util.Optional;
import java.util.regex.Pattern;

/** The syntax by which a file refers to a secret: {@code ${env:NAME}} or {@code ${file:NAME}}. */
public final class SecretText {

    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{(env:[A-Za-z_][A-Za-z0-9_]{0,99}|file:[^\\s{}]{1,200})}");

    private SecretText() {}

    /** {@code env:NAME} or {@code file:NAME}; empty for any other text, in particular for a secret itself. */
    public static Optional<String> reference(String written) {
        var parts = REFERENCE.matcher(written);
        return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
    }
}
