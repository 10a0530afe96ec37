package io.ambo.privacy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;

/**
 * The made-up values that stand for a value in one exchange. They are recognised exactly as they were given out, and only
 * as whole words and numbers: letters or digits that go on before or behind make them something else.
 */
final class LiveSurrogates {

    private final String[] surrogates;
    private final String[] writings;
    private final BitSet first = new BitSet();

    LiveSurrogates(Map<String, String> live) {
        surrogates = live.keySet().stream().sorted().toArray(String[]::new);
        writings =
                Arrays.stream(surrogates).map(it -> live.getOrDefault(it, "")).toArray(String[]::new);
        for (var surrogate : surrogates) {
            first.set(surrogate.charAt(0));
        }
    }

    boolean isEmpty() {
        return surrogates.length == 0;
    }

    boolean mayBegin(char c) {
        return first.get(c);
    }

    String writing(int number) {
        return writings[number];
    }

    /**
     * The number of the made-up value at this position and its end, packed as by {@link LivePlaceholders#at}.
     *
     * @param before the character before it, a line feed at the start of a text
     * @param last whether the text ends here
     */
    long at(CharSequence text, int at, char before, boolean last) {
        if (goesOn(before, text.charAt(at))) {
            return LivePlaceholders.NONE;
        }
        var longest = (long) LivePlaceholders.NONE;
        for (var number = lowest(text.charAt(at)); number < surrogates.length; number++) {
            var surrogate = surrogates[number];
            if (surrogate.charAt(0) != text.charAt(at)) {
                break;
            }
            var agree = agreeing(surrogate, text, at);
            var end = at + agree;
            if (end == text.length() && !last) {
                return LivePlaceholders.MORE;
            }
            var ends = end == text.length() || !goesOn(surrogate.charAt(agree - 1), text.charAt(end));
            if (agree == surrogate.length() && ends) {
                // Sorted, so that one that goes on where another ends comes behind it
                longest = (long) number << 32 | end;
            }
        }
        return longest;
    }

    private int lowest(char c) {
        var place = Arrays.binarySearch(surrogates, String.valueOf(c));
        return place < 0 ? -place - 1 : place;
    }

    private static int agreeing(String surrogate, CharSequence text, int at) {
        var most = Math.min(surrogate.length(), text.length() - at);
        var agree = 0;
        while (agree < most && surrogate.charAt(agree) == text.charAt(at + agree)) {
            agree++;
        }
        return agree;
    }

    /** Returns whether two characters belong to one word or one number. */
    private static boolean goesOn(char a, char b) {
        return Characters.isDigit(a) && Characters.isDigit(b) || isLetter(a) && isLetter(b);
    }

    private static boolean isLetter(char c) {
        return Character.isLetter(c) && !Characters.isHan(c);
    }
}
