package io.ambo.bench.taggers;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Measures how many bytes of UTF-8 the taggers read in a second of processor time, and as a ratio to an expression of the JDK
 * that reads the same texts in turn with them. {@code bench/taggers speed FOLDER} prints a table.
 */
final class TaggerSpeed {

    private static final int WARMING = 5;
    private static final int ROUNDS = 11;
    private static final int LETTERS = 4_096;

    /** Something that must look at each character once. */
    private static final Pattern REFERENCE = Pattern.compile("[\\p{IsHan}\\p{L}]{2,}\\d{17}[0-9X]");

    private static int found;

    private TaggerSpeed() {}

    public static void main(String[] arguments) {
        System.out.println("| set | MB/s, median | least and most | to the reference |");
        System.out.println("|---|---|---|---|");
        for (var set : LabelledSet.of(Path.of(arguments[0]))) {
            measure(set);
        }
    }

    private static void measure(LabelledSet set) {
        var texts = prompts(set);
        var bytes = texts.stream()
                .mapToLong(it -> it.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        var rates = new double[ROUNDS];
        var ratios = new double[ROUNDS];
        for (var round = -WARMING; round < ROUNDS; round++) {
            var tagger = rate(texts, bytes, TaggerSpeed::tag);
            var reference = rate(texts, bytes, TaggerSpeed::match);
            if (round >= 0) {
                rates[round] = tagger;
                ratios[round] = tagger / reference;
            }
        }
        Arrays.sort(rates);
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f to %.2f | %.3f |%n",
                set.name(),
                rates[ROUNDS / 2],
                rates[0],
                rates[ROUNDS - 1],
                ratios[ROUNDS / 2]);
    }

    /** The texts joined, a line each, to the length of a usual prompt. */
    private static List<String> prompts(LabelledSet set) {
        var prompts = new ArrayList<String>();
        var prompt = new StringBuilder();
        for (var document : set.documents()) {
            prompt.append(document.text()).append('\n');
            if (prompt.length() >= LETTERS) {
                prompts.add(prompt.toString());
                prompt.setLength(0);
            }
        }
        return prompts;
    }

    private interface Reading {

        void read(String text);
    }

    private static double rate(List<String> texts, long bytes, Reading reading) {
        var threads = ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadCpuTime();
        texts.forEach(reading::read);
        return bytes * 1e3 / (threads.getCurrentThreadCpuTime() - before);
    }

    private static void tag(String text) {
        Tier.tagger().tag(text, (kind, start, end, certainty, score) -> found++);
    }

    private static void match(String text) {
        found += REFERENCE.matcher(text).find() ? 1 : 0;
    }
}
