package io.ambo.privacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Says which detectors have one of their words near a group of digits, so that the others need not be tried. Each
 * character of a text is looked at once, however many numbers there are.
 */
final class NearbyWords {

    /** Letters and a mark that a value may have before its first digit. */
    private static final int LETTERS = 10;

    /** How far a value may extend beyond its group of digits. */
    private static final int VALUE = 96;

    private final DigitDetectors detectors;
    /** For each detector, where a word of it stood last. */
    private final int[] last;

    private int read;

    NearbyWords(DigitDetectors detectors, int count) {
        this.detectors = detectors;
        this.last = new int[count];
    }

    /** Begins with another text, or with another part of it. */
    void begin(int from) {
        Arrays.fill(last, Integer.MIN_VALUE);
        read = from;
    }

    /** The detectors that may find a value in the group of digits from {@code start} to {@code end}. */
    List<Detector> near(String text, int start, int end, int to) {
        var first = start - LETTERS - ContextWords.BEFORE;
        read(text, Math.max(read, first), Math.min(to, end + VALUE + ContextWords.BEHIND), to);
        List<Detector> near = List.of();
        for (var detector : detectors.contextual()) {
            if (last[detector.number()] >= first) {
                near = near.isEmpty() ? new ArrayList<>(4) : near;
                near.add(detector);
            }
        }
        return near;
    }

    private void read(String text, int from, int end, int to) {
        for (var at = from; at < end; at++) {
            for (var word : detectors.words().at(text, at, to)) {
                for (var detector : word.meanings()) {
                    last[detector.number()] = at;
                }
            }
        }
        read = Math.max(read, end);
    }
}
