package io.ambo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A run of random rounds that begin with texts of a seed corpus, {@code kernel/src/test/resources/fuzz}: for some seconds in
 * {@code ./check}, for as long as it is told by {@code bench/fuzz}. A finding names the seed that shows it again.
 */
public final class Fuzz {

    private static final Duration LONG = Duration.ofSeconds(Long.getLong("fuzz.seconds", 4));

    /** Without a time the same seeds are played on every machine. */
    private static final long MOST_ROUNDS = System.getProperty("fuzz.seconds") == null ? 250 : Long.MAX_VALUE;

    private static final long FIRST_SEED = Long.getLong("fuzz.seed", 1);

    private final List<String> corpus;

    /** One round; it throws when it finds something. */
    public interface Round {
        void play(Random random) throws Exception;
    }

    private Fuzz(List<String> corpus) {
        this.corpus = corpus;
    }

    /** With the texts of a folder of the corpus, a byte a character. */
    public static Fuzz of(String folder) {
        return new Fuzz(texts(folder, StandardCharsets.ISO_8859_1));
    }

    /** With the texts of these folders of the corpus, as people read them. */
    public static Fuzz ofWords(String... folders) {
        return new Fuzz(Arrays.stream(folders)
                .flatMap(folder -> texts(folder, StandardCharsets.UTF_8).stream())
                .toList());
    }

    private static List<String> texts(String folder, Charset charset) {
        try (var files = Files.list(
                Checkout.root().resolve("kernel/src/test/resources/fuzz").resolve(folder))) {
            return files.sorted().map(file -> read(file, charset)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file, Charset charset) {
        try {
            return new String(Files.readAllBytes(file), charset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Plays rounds until the time is over, and says how many there were: to {@code bench/fuzz} in a line as well. */
    public static long play(Round round) {
        var processor = processorTime();
        var end = System.nanoTime() + LONG.toNanos();
        var seed = FIRST_SEED;
        for (; System.nanoTime() < end && seed - FIRST_SEED < MOST_ROUNDS; seed++) {
            try {
                round.play(new Random(seed * 0x9E3779B97F4A7C15L));
            } catch (Exception | AssertionError found) {
                throw new AssertionError("found with -Dfuzz.seed=" + seed + ": " + found.getMessage(), found);
            }
        }
        var rounds = seed - FIRST_SEED;
        if (MOST_ROUNDS == Long.MAX_VALUE) {
            var part = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                    .getCallerClass()
                    .getSimpleName();
            System.out.println(said(part, rounds, processorTime().minus(processor)));
        }
        return rounds;
    }

    /** In one piece, for several parts may speak at the same time. */
    private static String said(String part, long rounds, Duration processor) {
        return "%s: %,d rounds in %,d s, %,d s of processor time, from seed %d: no finding"
                .formatted(part, rounds, LONG.toSeconds(), processor.toSeconds(), FIRST_SEED);
    }

    /** Of this process, which {@code bench/fuzz} has for one test class. */
    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** A text of the corpus, changed in up to eight places. */
    public String text(Random random) {
        var text = new StringBuilder(any(random));
        for (var changes = random.nextInt(9); changes > 0; changes--) {
            change(text, random);
        }
        return text.toString();
    }

    private String any(Random random) {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private void change(StringBuilder text, Random random) {
        var from = random.nextInt(text.length() + 1);
        var to = Math.min(text.length(), from + random.nextInt(random.nextBoolean() ? 3 : 40));
        switch (random.nextInt(6)) {
            case 0 -> text.delete(from, to);
            case 1 -> text.insert(from, (char) random.nextInt(256));
            case 2 -> text.insert(from, text.substring(from, to));
            case 3 -> text.insert(from, piece(any(random), random));
            case 4 -> text.replace(from, to, piece(any(random), random));
            default -> flip(text, from, random);
        }
    }

    private static void flip(StringBuilder text, int at, Random random) {
        if (at < text.length()) {
            text.setCharAt(at, (char) (text.charAt(at) ^ 1 << random.nextInt(8)));
        }
    }

    private static String piece(String text, Random random) {
        var from = random.nextInt(text.length() + 1);
        return text.substring(from, Math.min(text.length(), from + random.nextInt(60)));
    }
}
