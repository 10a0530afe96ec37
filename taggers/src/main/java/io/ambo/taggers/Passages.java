package io.ambo.taggers;

/** Cuts a text into passages of bounded length: at the end of a line or sentence, or else between two words. */
final class Passages {

    private static final int LONGEST = 2_000;
    private static final int SHORTEST = 1_000;
    private static final String SENTENCE_ENDS = "。！？；!?";

    private final String text;
    private int start;
    private int end;

    Passages(String text) {
        this.text = text;
    }

    boolean next() {
        start = end;
        end = text.length() - start <= LONGEST ? text.length() : cut(start + SHORTEST, start + LONGEST);
        return start < end;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    private int cut(int least, int most) {
        for (var i = most; i > least; i--) {
            var c = text.charAt(i - 1);
            if (Letters.isLineEnd(c) || SENTENCE_ENDS.indexOf(c) >= 0) {
                return i;
            }
        }
        for (var i = most; i > least; i--) {
            if (text.charAt(i - 1) == ' ' || text.charAt(i - 1) == '，') {
                return i;
            }
        }
        return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    }
}
