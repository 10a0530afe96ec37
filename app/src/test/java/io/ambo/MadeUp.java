package io.ambo;

import java.util.EnumSet;
import java.util.Set;

/**
 * A made-up value of a kind that is looked for, and the words around it that make it one.
 *
 * @param recogniser the id of the kind
 * @param before words that announce the value; empty where it speaks for itself
 * @param after words that end it
 * @param writings in which its kind may be written
 */
record MadeUp(String recogniser, String before, String value, String after, Set<Writing> writings) {

    private static final Set<Writing> OF_ANY =
            EnumSet.of(Writing.PLAIN, Writing.FULL_WIDTH, Writing.ZERO_WIDTH, Writing.ESCAPED, Writing.SPLIT);

    /** A value that is found wherever it stands. */
    static MadeUp plain(String recogniser, String value) {
        var writings = EnumSet.copyOf(OF_ANY);
        writings.add(Writing.GLUED);
        return new MadeUp(recogniser, "", value, "", writings);
    }

    /** A value that is found by the words around it. */
    static MadeUp announced(String recogniser, String before, String value, String after) {
        return new MadeUp(recogniser, before, value, after, OF_ANY);
    }

    MadeUp with(Writing first, Writing... more) {
        var all = EnumSet.of(first, more);
        all.addAll(writings);
        return new MadeUp(recogniser, before, value, after, all);
    }

    boolean hasContext() {
        return !before.isEmpty() || !after.isEmpty();
    }

    /** Whether it can be a JSON number. */
    boolean isNumber() {
        return value.matches("[1-9][0-9]{4,18}");
    }
}
