package io.ambo.taggers.accurate;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What stands beside LAC's network: the numbers of characters, and the scores of one tag after another. */
final class LacTables {

    /** How many tags the network scores; most are parts of speech. */
    static final int TAGS = 59;

    private static final String RESOURCE = "lac-tables.bin";

    private final Map<Integer, Integer> characters = new HashMap<>();
    private final float[][] transitions = new float[TAGS][TAGS];
    private final int unknown;

    private LacTables(DataInputStream input) throws IOException {
        unknown = input.readInt();
        for (var left = input.readInt(); left > 0; left--) {
            characters.put(input.readInt(), input.readInt());
        }
        for (var row : transitions) {
            for (var to = 0; to < TAGS; to++) {
                row[to] = input.readFloat();
            }
        }
    }

    static LacTables read() throws IOException {
        try (var stream = Objects.requireNonNull(LacTables.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new LacTables(new DataInputStream(new BufferedInputStream(stream)));
        }
    }

    int character(int codePoint) {
        return characters.getOrDefault(codePoint, unknown);
    }

    /** The best sequence of tags (Viterbi's algorithm) for the scores of each token. */
    int[] decode(float[][] scores, int tokens) {
        var sources = new int[tokens][TAGS];
        var best = scores[0].clone();
        for (var token = 1; token < tokens; token++) {
            var next = new float[TAGS];
            for (var tag = 0; tag < TAGS; tag++) {
                var from = bestBefore(best, tag);
                sources[token][tag] = from;
                next[tag] = best[from] + transitions[from][tag] + scores[token][tag];
            }
            best = next;
        }
        var tags = new int[tokens];
        tags[tokens - 1] = greatest(best);
        for (var token = tokens - 1; token > 0; token--) {
            tags[token - 1] = sources[token][tags[token]];
        }
        return tags;
    }

    private int bestBefore(float[] scores, int tag) {
        var best = 0;
        for (var from = 1; from < TAGS; from++) {
            if (scores[from] + transitions[from][tag] > scores[best] + transitions[best][tag]) {
                best = from;
            }
        }
        return best;
    }

    private static int greatest(float[] scores) {
        var greatest = 0;
        for (var i = 1; i < scores.length; i++) {
            if (scores[i] > scores[greatest]) {
                greatest = i;
            }
        }
        return greatest;
    }
}
