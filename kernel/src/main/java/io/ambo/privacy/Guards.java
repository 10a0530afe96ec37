package io.ambo.privacy;

import io.ambo.catalog.Recogniser.Trigger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks about the surroundings of a match what its recogniser says; see {@link io.ambo.catalog.Recogniser.Guard}. */
final class Guards {

    private Guards() {}

    /**
     * Returns whether a match is a value where it stands.
     *
     * @param named the start of the match, which may begin with words that announce the value
     * @param from the first character of the text that is visible
     */
    static boolean hold(Detector detector, String text, int named, int start, int end, int from, int to) {
        return switch (detector.recogniser().guard()) {
            case NONE -> true;
            case NUMBER ->
                detector.recogniser().trigger() instanceof Trigger.Digits
                        ? new NumberGuard(text, from, to).standsAlone(named, end)
                                && !new NumberRow(text, from, to, (at, last) -> valueAt(detector, text, at, last))
                                        .holds(named, end)
                        : new NumberGuard(text, from, to).standsAlone(start, end);
            case ADDRESS -> AddressGuard.isAddress(text, start, end, from, to);
            case SECRET -> new SecretGuard(text, from, to).isSecret(named, start, end);
            case FILLED_IN -> !SecretGuard.isPlaceholder(text.substring(start, end));
        };
    }

    /** The end of the value that starts here and ends at {@code last} or before, or -1. */
    private static int valueAt(Detector detector, String text, int at, int last) {
        for (var pattern : detector.recogniser().patterns()) {
            var matcher = matcher(pattern, text, at, last);
            if (matcher.lookingAt()
                    && (matcher.end() == last || !Characters.isDigit(text.charAt(matcher.end())))
                    && detector.isValue(text, Detector.start(pattern, matcher), Detector.end(pattern, matcher))) {
                return matcher.end();
            }
        }
        return -1;
    }

    private static Matcher matcher(Pattern pattern, String text, int at, int last) {
        return pattern.matcher(text).region(at, last).useTransparentBounds(true).useAnchoringBounds(false);
    }
}
