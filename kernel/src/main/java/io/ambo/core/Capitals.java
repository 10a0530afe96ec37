package io.ambo.core;

import java.util.Locale;

/**
 * Member names that differ only in letter case. Some JSON parsers, such as Go's, ignore case and treat them as equal.
 * Ambo does not, so such names are refused: they could be used to evade a rule.
 */
public final class Capitals {

    private Capitals() {}

    /** The name in lower case; the long s and the Kelvin sign, which fold to ASCII letters, become s and k. */
    public static String small(String name) {
        for (var i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            if (c >= 'A' && c <= 'Z' || c >= 0x80) {
                return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
            }
        }
        return name;
    }

    /** The refusal of the name at {@code path}, which some parsers would read as {@code small}. */
    public static Refusal refusal(String path, String small) {
        return Refusal.of(Reason.INVALID_MEMBER, "request.other-capitals", path, small)
                .at(path);
    }
}
