package io.ambo.core;

import java.util.Locale;

/**
 * Names that differ in capitals alone. Readers of JSON that overlook capitals, as Go's does, take one for the other; Ambo
 * does not, so that a rule for the one must not be evaded by the other.
 */
public final class Capitals {

    private Capitals() {}

    /** The name in small letters; the long s and the sign for kelvin, which are capitals of a kind, become s and k. */
    public static String small(String name) {
        for (var i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            if (c >= 'A' && c <= 'Z' || c >= 0x80) {
                return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
            }
        }
        return name;
    }

    /** The refusal of the name at a path, which somebody may take for {@code small}. */
    public static Refusal refusal(String path, String small) {
        return Refusal.of(Reason.INVALID_MEMBER, "request.other-capitals", path, small)
                .at(path);
    }
}
