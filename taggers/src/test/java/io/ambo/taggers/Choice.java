package io.ambo.taggers;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Words of which some are chosen more often than others. */
final class Choice {

    private final List<String> words;
    private final double[] sums;

    /** Reads lines {@code word TAB weight}; without a weight all are equal. */
    Choice(List<String> lines) {
        words = lines.stream().map(line -> line.split("\t")[0]).toList();
        sums = lines.stream()
                .mapToDouble(line -> line.indexOf('\t') < 0 ? 1 : Double.parseDouble(line.split("\t")[1]))
                .toArray();
        Arrays.parallelPrefix(sums, Double::sum);
    }

    static Choice of(String words) {
        return new Choice(List.of(words.split(" ")));
    }

    static Choice ofLines(String lines) {
        return new Choice(lines.lines().toList());
    }

    String next(Random random) {
        var at = Arrays.binarySearch(sums, random.nextDouble() * sums[sums.length - 1]);
        return words.get(Math.min(at < 0 ? -at - 1 : at + 1, words.size() - 1));
    }

    boolean contains(String word) {
        return words.contains(word);
    }
}
