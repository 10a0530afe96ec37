package io.ambo.pipeline;

import io.ambo.format.AnthropicMessages;
import io.ambo.format.WireFormat;
import io.ambo.privacy.Scanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a caller of Anthropic's format asks for by the header {@code anthropic-beta}
 * (https://docs.anthropic.com/en/api/beta-headers, read 2026-11-30). A destination of the same format gets the names; a name
 * that does not look like one, or in which a recogniser finds something, is left out.
 *
 * @param names as they may leave
 * @param asked whether the caller sent any
 * @param leftOut whether one of them may not leave
 */
record BetaFeatures(List<String> names, boolean asked, boolean leftOut) {

    /** The header, in lower case. */
    static final String HEADER = "anthropic-beta";

    static final BetaFeatures NONE = new BetaFeatures(List.of(), false, false);

    private static final int MOST = 20;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]{1,63}");

    BetaFeatures {
        names = List.copyOf(names);
    }

    /** Reads the lines of the header. */
    static BetaFeatures of(List<String> lines, Scanner scanner) {
        var names = new ArrayList<String>();
        var leftOut = false;
        for (var name : String.join(",", lines).split(",", MOST + 1)) {
            var stripped = name.strip();
            if (NAME.matcher(stripped).matches() && !Failures.holdsValue(stripped, scanner)) {
                names.add(stripped);
            } else {
                leftOut |= !stripped.isEmpty();
            }
        }
        return names.isEmpty() && !leftOut ? NONE : new BetaFeatures(names, true, leftOut);
    }

    /** The header for a destination of this format. */
    Map<String, String> headers(WireFormat format) {
        return names.isEmpty() || !reaches(format) ? Map.of() : Map.of(HEADER, String.join(",", names));
    }

    /** Whether a destination of this format does not get all that was asked for. */
    boolean changedFor(WireFormat format) {
        return asked && (leftOut || !reaches(format));
    }

    private static boolean reaches(WireFormat format) {
        return format instanceof AnthropicMessages;
    }
}
