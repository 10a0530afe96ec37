package io.ambo.taggers;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Learns weights from labelled sentences: a structured perceptron with a margin, whose weights are averaged over all steps. The same
 * sentences in the same order give the same weights.
 */
final class Perceptron implements ModelWriter.Part {

    private static final int TAGS = Tags.COUNT;
    private static final int START = Weights.START;
    private static final int STRIDE = 16;
    private static final float IMPOSSIBLE = -1e9f;
    private static final long SEED = 7;

    /** By how much the right tags must be better than others before a sentence teaches nothing more. */
    private static final float MARGIN = 40;

    private final int bits;
    private final int count;
    private final float[] weights;
    private final float[] weightSums;
    private final float[][] transitions = new float[TAGS + 1][TAGS];
    private final float[][] transitionSums = new float[TAGS + 1][TAGS];
    private float step = 1;

    /** The rows of all tokens of a sentence, one token after the other, and their tags. */
    private record Example(int[] rows, byte[] tags) {}

    private Perceptron(int bits, int count) {
        this.bits = bits;
        this.count = count;
        this.weights = new float[STRIDE << bits];
        this.weightSums = new float[STRIDE << bits];
    }

    static Perceptron train(List<LabelledText> texts, Features features, int bits, int epochs) {
        var perceptron = new Perceptron(bits, features.count());
        var examples = new ArrayList<Example>();
        for (var text : texts) {
            var example = perceptron.example(text, features);
            if (example.tags().length > 0) {
                examples.add(example);
            }
        }
        var random = new Random(SEED);
        for (var epoch = 0; epoch < epochs; epoch++) {
            Collections.shuffle(examples, random);
            var wrong = 0;
            for (var example : examples) {
                wrong += perceptron.learn(example) ? 1 : 0;
            }
            System.err.printf("epoch %d: %d of %d wrong%n", epoch + 1, wrong, examples.size());
        }
        perceptron.average();
        return perceptron;
    }

    private Example example(LabelledText text, Features features) {
        var tokens = features.read(text.text(), 0, text.text().length());
        var all = new int[tokens * count];
        var rows = new int[count];
        for (var token = 0; token < tokens; token++) {
            features.rows(token, rows);
            for (var i = 0; i < count; i++) {
                all[token * count + i] = rows[i] & (1 << bits) - 1;
            }
        }
        return new Example(all, tags(text, features, tokens));
    }

    /** Names whose edges are not those of tokens are left out. */
    private static byte[] tags(LabelledText text, Features features, int tokens) {
        var tags = new byte[tokens];
        var token = 0;
        for (var name : text.names()) {
            while (token < tokens && features.start(token) < name.start()) {
                token++;
            }
            var last = token;
            while (last < tokens && features.end(last) < name.end()) {
                last++;
            }
            if (last < tokens && features.start(token) == name.start() && features.end(last) == name.end()) {
                Arrays.fill(tags, token, last + 1, (byte) Tags.middle(name.type()));
                tags[token] = (byte) Tags.first(name.type());
                tags[last] = (byte) (last == token ? Tags.only(name.type()) : Tags.last(name.type()));
                token = last + 1;
            }
        }
        return tags;
    }

    /** Whether the right tags do not lead by the margin; the weights are then moved towards them. */
    private boolean learn(Example example) {
        var guess = decode(example);
        step++;
        if (Arrays.equals(guess, example.tags())) {
            return false;
        }
        var right = START;
        var wrong = START;
        for (var token = 0; token < guess.length; token++) {
            var nextRight = example.tags()[token];
            var nextWrong = guess[token];
            if (nextRight != nextWrong) {
                for (var i = token * count; i < (token + 1) * count; i++) {
                    move(example.rows()[i], nextRight, 1);
                    move(example.rows()[i], nextWrong, -1);
                }
            }
            if (right != wrong || nextRight != nextWrong) {
                moveTransition(right, nextRight, 1);
                moveTransition(wrong, nextWrong, -1);
            }
            right = nextRight;
            wrong = nextWrong;
        }
        return true;
    }

    private void move(int row, int tag, float by) {
        weights[row * STRIDE + tag] += by;
        weightSums[row * STRIDE + tag] += by * step;
    }

    private void moveTransition(int from, int to, float by) {
        transitions[from][to] += by;
        transitionSums[from][to] += by * step;
    }

    private byte[] decode(Example example) {
        var tokens = example.tags().length;
        var sources = new byte[tokens][TAGS];
        var scores = new float[TAGS];
        var next = new float[TAGS];
        var emissions = new float[STRIDE];
        for (var token = 0; token < tokens; token++) {
            add(example.rows(), token, emissions);
            for (var tag = 0; tag < TAGS; tag++) {
                var lead = tag == example.tags()[token] ? 0 : MARGIN;
                next[tag] = emissions[tag] + lead + (token == 0 ? first(tag) : best(scores, tag, sources[token]));
            }
            var spare = scores;
            scores = next;
            next = spare;
        }
        var tags = new byte[tokens];
        var tag = bestEnd(scores);
        for (var token = tokens - 1; token >= 0; token--) {
            tags[token] = tag;
            tag = sources[token][tag];
        }
        return tags;
    }

    private void add(int[] rows, int token, float[] emissions) {
        Arrays.fill(emissions, 0);
        for (var i = token * count; i < (token + 1) * count; i++) {
            var row = rows[i] * STRIDE;
            for (var tag = 0; tag < STRIDE; tag++) {
                emissions[tag] += weights[row + tag];
            }
        }
    }

    private float first(int tag) {
        return Tags.continues(tag) ? IMPOSSIBLE : transitions[START][tag];
    }

    private float best(float[] scores, int tag, byte[] sources) {
        var best = 2 * IMPOSSIBLE;
        for (var from = 0; from < TAGS; from++) {
            if (Tags.mayFollow(tag, from) && scores[from] + transitions[from][tag] > best) {
                best = scores[from] + transitions[from][tag];
                sources[tag] = (byte) from;
            }
        }
        return best;
    }

    private static byte bestEnd(float[] scores) {
        var best = Tags.OUTSIDE;
        for (var tag = 1; tag < TAGS; tag++) {
            if (!Tags.isOpen(tag) && scores[tag] > scores[best]) {
                best = tag;
            }
        }
        return (byte) best;
    }

    private void average() {
        for (var i = 0; i < weights.length; i++) {
            weights[i] -= weightSums[i] / step;
        }
        for (var from = 0; from <= TAGS; from++) {
            for (var to = 0; to < TAGS; to++) {
                transitions[from][to] -= transitionSums[from][to] / step;
            }
        }
    }

    /** The weights in bytes; the few that are larger than a byte of the scale holds are cut. */
    @Override
    public void write(DataOutputStream output) throws IOException {
        var scale = largest() / Byte.MAX_VALUE;
        output.writeByte(bits);
        output.writeFloat(scale);
        for (var row : transitions) {
            for (var weight : row) {
                output.writeInt(Math.round(weight / scale));
            }
        }
        for (var row = 0; row < 1 << bits; row++) {
            for (var tag = 0; tag < TAGS; tag++) {
                var weight = Math.round(weights[row * STRIDE + tag] / scale);
                output.writeByte(Math.clamp(weight, -Byte.MAX_VALUE, Byte.MAX_VALUE));
            }
        }
    }

    private float largest() {
        var sizes = new float[weights.length];
        var n = 0;
        for (var weight : weights) {
            if (weight != 0) {
                sizes[n++] = Math.abs(weight);
            }
        }
        Arrays.sort(sizes, 0, n);
        return sizes[(int) (n * 0.9995)];
    }
}
