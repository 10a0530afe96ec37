package io.ambo.taggers;

/**
 * Finds the best sequence of tags of a passage (Viterbi's algorithm), with the weights of one model.
 *
 * <p>A score has the tag before it in its four lowest bits while the best is looked for: the greatest number is the best score
 * and says where it came from, without a branch. An object belongs to one thread.
 */
final class Decoder {

    private static final int SHIFT = Weights.SHIFT;
    private static final int SOURCE = (1 << SHIFT) - 1;
    private static final int IMPOSSIBLE = -(1 << 30);

    private final Weights weights;
    private final Features features;
    private final int[] rows;

    private long[] sums = {};
    private long[] sources = {};
    private int[] scores = new int[Tags.COUNT];
    private int[] next = new int[Tags.COUNT];

    Decoder(Weights weights, Features features) {
        this.weights = weights;
        this.features = features;
        this.rows = new int[features.count()];
    }

    /** Adds the names between two offsets of a text. */
    void decode(String text, int from, int to, Spans names) {
        var tokens = features.read(text, from, to);
        if (tokens == 0) {
            return;
        }
        grow(tokens);
        for (var token = 0; token < tokens; token++) {
            features.rows(token, rows);
            weights.sum(rows, sums, Weights.SUM * token);
            step(token);
        }
        trace(tokens, names);
    }

    private void grow(int tokens) {
        if (sources.length < tokens) {
            sources = new long[tokens + (tokens >> 1)];
            sums = new long[Weights.SUM * sources.length];
        }
    }

    private void step(int token) {
        var source = 0L;
        for (var tag = 0; tag < Tags.COUNT; tag++) {
            var best = token == 0 ? first(tag) : best(tag);
            source |= (long) (best & SOURCE) << (tag << 2);
            next[tag] = (best & ~SOURCE) + (score(token, tag) << SHIFT);
        }
        sources[token] = source;
        var spare = scores;
        scores = next;
        next = spare;
    }

    private int score(int token, int tag) {
        return Weights.score(sums, Weights.SUM * token, tag, rows.length);
    }

    private int first(int tag) {
        return Tags.continues(tag) ? IMPOSSIBLE : weights.transitions()[(tag << SHIFT) + Weights.START];
    }

    /** The best score of the tags that may stand before a tag, with the one that it belongs to. */
    private int best(int tag) {
        var transitions = weights.transitions();
        var row = tag << SHIFT;
        if (Tags.continues(tag)) {
            var first = Tags.first(Tags.type(tag));
            return Math.max(scores[first] + transitions[row + first], scores[first + 1] + transitions[row + first + 1]);
        }
        var best = scores[Tags.OUTSIDE] + transitions[row];
        for (var last = 3; last < Tags.COUNT; last += 4) {
            best = Math.max(best, scores[last] + transitions[row + last]);
            best = Math.max(best, scores[last + 1] + transitions[row + last + 1]);
        }
        return best;
    }

    private void trace(int tokens, Spans names) {
        var tags = new byte[tokens];
        var tag = bestEnd();
        for (var token = tokens - 1; token >= 0; token--) {
            tags[token] = (byte) tag;
            tag = (int) (sources[token] >>> (tag << 2)) & SOURCE;
        }
        var first = 0;
        for (var token = 0; token < tokens; token++) {
            if (Tags.begins(tags[token])) {
                first = token;
            }
            if (Tags.ends(tags[token])) {
                names.add(
                        features.start(first), features.end(token), Tags.type(tags[token]), margin(tags, first, token));
            }
        }
    }

    private int bestEnd() {
        var best = Tags.OUTSIDE;
        for (var tag = 1; tag < Tags.COUNT; tag++) {
            if (!Tags.isOpen(tag) && scores[tag] > scores[best]) {
                best = tag;
            }
        }
        return best;
    }

    private int margin(byte[] tags, int first, int last) {
        var margin = 0;
        for (var token = first; token <= last; token++) {
            margin += score(token, tags[token]) - score(token, Tags.OUTSIDE);
        }
        return Math.round(margin * weights.scale());
    }
}
