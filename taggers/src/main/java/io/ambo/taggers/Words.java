package io.ambo.taggers;

/** The words of Latin script between two offsets of a text, one after the other. */
final class Words {

    private final String text;
    private final int to;
    private int start;
    private int end;
    private long key;

    Words(String text, int from, int to) {
        this.text = text;
        this.start = from;
        this.end = from;
        this.to = to;
    }

    /** Goes to the next word; false, and still at the last one, if there is none. */
    boolean next() {
        var i = end;
        while (i < to && !Letters.isLatin(text.charAt(i))) {
            i++;
        }
        if (i == to) {
            return false;
        }
        start = i;
        end = EnglishFeatures.endOfWord(text, i, to);
        key = 0;
        for (; i < end; i++) {
            key = Hash.append(key, text.charAt(i));
        }
        return true;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** The key of the word as it is written. */
    long key() {
        return key;
    }

    /** The key of the word in lower case, as the lexicon has it. */
    long lowerKey() {
        var lower = 0L;
        for (var i = start; i < end; i++) {
            lower = Hash.append(lower, Letters.lower(text.charAt(i)));
        }
        return lower;
    }
}
