package io.ambo.bench.taggers;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What a tagger found of one kind in one text: how many right, found, labelled, and found where nothing is. */
record Counts(int right, int found, int labelled, int invented, double words) {

    private static final int SAMPLES = 1_000;
    private static final long SEED = 1;

    static Counts sum(List<Counts> parts) {
        return new Counts(
                parts.stream().mapToInt(Counts::right).sum(),
                parts.stream().mapToInt(Counts::found).sum(),
                parts.stream().mapToInt(Counts::labelled).sum(),
                parts.stream().mapToInt(Counts::invented).sum(),
                parts.stream().mapToDouble(Counts::words).sum());
    }

    double precision() {
        return found == 0 ? 0 : (double) right / found;
    }

    double recall() {
        return labelled == 0 ? 0 : (double) right / labelled;
    }

    double f1() {
        return found + labelled == 0 ? 0 : 2.0 * right / (found + labelled);
    }

    double inventedPerTenThousandWords() {
        return words == 0 ? 0 : invented / words * 10_000;
    }

    /** The 95 % interval of F1, from texts drawn again with replacement. */
    static double[] interval(List<Counts> texts) {
        var random = new Random(SEED);
        var values = new double[SAMPLES];
        for (var sample = 0; sample < SAMPLES; sample++) {
            var right = 0;
            var all = 0;
            for (var i = 0; i < texts.size(); i++) {
                var text = texts.get(random.nextInt(texts.size()));
                right += text.right();
                all += text.found() + text.labelled();
            }
            values[sample] = all == 0 ? 0 : 2.0 * right / all;
        }
        Arrays.sort(values);
        return new double[] {values[SAMPLES / 40], values[SAMPLES - 1 - SAMPLES / 40]};
    }
}
