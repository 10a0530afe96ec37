package io.ambo.taggers;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the English lexicon out of lists of names, places, words in lower case and classes of words. */
final class EnglishLexiconPart implements ModelWriter.Part {

    private static final int BITS = 19;

    private final Map<String, Long> words = new HashMap<>();

    EnglishLexiconPart(Sources sources) {
        sources.list("en-first").forEach(line -> mark(word(line), number(line)));
        sources.list("en-last").forEach(line -> mark(word(line), number(line) << EnglishLexicon.LAST_NAME_SHIFT));
        sources.list("en-place")
                .forEach(line -> words.merge(word(line), number(line) << EnglishLexicon.PLACE_SHIFT, this::place));
        sources.list("en-lower").forEach(line -> mark(line, 1L << EnglishLexicon.LOWER_SHIFT));
        sources.list("en-clusters").forEach(line -> mark(line.substring(line.indexOf('\t') + 1), classes(line)));
    }

    private static String word(String line) {
        return line.substring(0, line.indexOf('\t'));
    }

    private static long number(String line) {
        return Long.parseLong(line.substring(line.indexOf('\t') + 1));
    }

    /** Lines begin with {@code A}, three digits, {@code AA}, four digits and ten digits: the classes from coarse to fine. */
    private static long classes(String line) {
        var coarse = Long.parseLong(line.substring(1, 4));
        var middle = Long.parseLong(line.substring(6, 10));
        var fine = Long.parseLong(line.substring(10, 20));
        return coarse << EnglishLexicon.COARSE_SHIFT
                | middle << EnglishLexicon.MIDDLE_SHIFT
                | fine << EnglishLexicon.FINE_SHIFT
                | 1L << EnglishLexicon.HAS_CLASSES_SHIFT;
    }

    private void mark(String word, long kind) {
        words.merge(word, kind, (a, b) -> a | b);
    }

    /** A word may be in the list of places twice; the greater number stays. */
    private long place(long known, long place) {
        var kinds = known & (7L << EnglishLexicon.PLACE_SHIFT);
        return known & ~kinds | Math.max(kinds, place);
    }

    @Override
    public void write(DataOutputStream output) throws IOException {
        var hashes = new TreeMap<Long, Long>();
        words.forEach((word, value) -> key(word, hashes, value));
        var values = byFrequency(hashes);
        output.writeByte(BITS);
        output.writeInt(values.size());
        for (var value : values) {
            output.writeLong(value);
        }
        output.writeInt(hashes.size());
        var last = 0L;
        for (var hash : hashes.keySet()) {
            writeNumber(output, hash - last);
            last = hash;
        }
        var indexes = new HashMap<Long, Integer>();
        values.forEach(value -> indexes.put(value, indexes.size()));
        for (var value : hashes.values()) {
            writeNumber(output, indexes.getOrDefault(value, 0));
        }
    }

    /** Places of two words are known by their pair, longer ones are left out. */
    private static void key(String word, Map<Long, Long> hashes, long value) {
        var space = word.indexOf(' ');
        if (space < 0) {
            hashes.put(EnglishLexicon.hash(Hash.word(word)), value);
        } else if (word.indexOf(' ', space + 1) < 0) {
            var pair = Hash.pair(Hash.word(word.substring(0, space)), Hash.word(word.substring(space + 1)));
            hashes.put(EnglishLexicon.hash(pair), value);
        }
    }

    private static List<Long> byFrequency(Map<Long, Long> hashes) {
        var counts = new TreeMap<Long, Integer>();
        hashes.values().forEach(value -> counts.merge(value, 1, Integer::sum));
        var values = new ArrayList<>(counts.keySet());
        values.sort((a, b) -> counts.getOrDefault(b, 0) - counts.getOrDefault(a, 0));
        if (values.size() > 1 << 16) {
            throw new IllegalStateException(values.size() + " values do not fit an index of 16 bits");
        }
        return values;
    }

    private static void writeNumber(DataOutputStream output, long number) throws IOException {
        var left = number;
        while (left > 0x7F) {
            output.writeByte((int) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        output.writeByte((int) left);
    }
}
