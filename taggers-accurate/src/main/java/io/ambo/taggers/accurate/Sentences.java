package io.ambo.taggers.accurate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The sentences of a text that hold Chinese, by length, so that those of one batch need little padding. */
final class Sentences {

    private static final int LONGEST = 160;
    private static final int BATCH = 16;
    private static final String ENDS = "。！？；\n\r\u2028";

    private Sentences() {}

    /** A part of the text from an offset on. */
    record Sentence(int start, int[] characters) {}

    /** Tells whether the part of the text between two offsets is to be read. */
    interface Candidates {

        boolean isCandidate(int start, int end);
    }

    static List<List<Sentence>> batches(String text, Candidates candidates) {
        var sentences = new ArrayList<Sentence>();
        var start = 0;
        for (var i = 0; i < text.length(); i++) {
            var isEnd = ENDS.indexOf(text.charAt(i)) >= 0;
            if (isEnd || i - start >= LONGEST && !Character.isHighSurrogate(text.charAt(i))) {
                add(text, start, i + 1, candidates, sentences);
                start = i + 1;
            }
        }
        add(text, start, text.length(), candidates, sentences);
        sentences.sort(Comparator.comparingInt(it -> it.characters().length));
        var batches = new ArrayList<List<Sentence>>();
        for (var i = 0; i < sentences.size(); i += BATCH) {
            batches.add(sentences.subList(i, Math.min(i + BATCH, sentences.size())));
        }
        return batches;
    }

    private static void add(String text, int from, int to, Candidates candidates, List<Sentence> sentences) {
        var han = 0;
        for (var i = from; i < to; i++) {
            han += text.charAt(i) >= '\u3400' && text.charAt(i) <= '\u9FFF' ? 1 : 0;
        }
        if (han > 1 && candidates.isCandidate(from, to)) {
            sentences.add(new Sentence(from, text.substring(from, to).codePoints().toArray()));
        }
    }
}
