package io.ambo.privacy;

import io.ambo.catalog.Recogniser.Trigger;

/** Tells cheaply that nothing around a sign can be a value, so that no pattern is tried: most {@code @} start a name. */
final class SignCheck {

    private SignCheck() {}

    /** Returns whether this range can hold a value of this trigger. */
    static boolean fits(Trigger.Around trigger, String text, int start, int end) {
        return count(trigger.character(), text, start, end) >= trigger.least()
                && (!trigger.dotted() || isDotted(trigger.character(), text, start, end));
    }

    private static int count(char sign, String text, int start, int end) {
        var count = 0;
        for (var i = start; i < end; i++) {
            count += text.charAt(i) == sign ? 1 : 0;
        }
        return count;
    }

    private static boolean isDotted(char sign, String text, int start, int end) {
        var dot = end - 1;
        while (dot >= start && text.charAt(dot) != '.') {
            dot--;
        }
        for (var i = start + 1; i < dot - 1; i++) {
            if (text.charAt(i) == sign && mayPrecede(text.charAt(i - 1)) && mayFollow(text.charAt(i + 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayPrecede(char c) {
        return mayFollow(c) || c == '_' || c == '+' || c == '-';
    }

    private static boolean mayFollow(char c) {
        return c >= 0x80 || Characters.isLetterOrDigit(c);
    }
}
