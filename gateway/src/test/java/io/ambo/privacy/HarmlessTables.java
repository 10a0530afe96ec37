package io.ambo.privacy;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tables, logs and lists of numbers as programs write them, from a seed. Nothing in them is anybody's. */
final class HarmlessTables {

    private static final int ROWS = 30;

    private final Random random;

    HarmlessTables(long seed) {
        random = new Random(seed);
    }

    /** So many documents of each sort. */
    Stream<String> documents(int each) {
        return sorts().stream().flatMap(sort -> Stream.generate(sort).limit(each));
    }

    private List<Supplier<String>> sorts() {
        return List.of(
                () -> rows(() -> cells(12, " ", () -> whole(0, 99))),
                () -> rows(() -> pick("RIVER CITY", "NORTH END", "河东队") + "  " + cells(9, "   ", () -> whole(0, 199))),
                () -> "a\tb\tc\td\n" + rows(() -> cells(8, "\t", () -> whole(1000, 9999))),
                () -> "id,mean,order,amount\n"
                        + rows(() -> line("%d,%s,%d,%.2f", id(5), real(), id(16), 1e5 * random.nextDouble())),
                () -> "id,serial,x\n" + rows(() -> line("%d,%d,%s", id(5), id(11), real())),
                () -> "[" + cells(60, ", ", this::real) + "]",
                () -> "["
                        + cells(
                                ROWS,
                                ", ",
                                () -> line(
                                        "{\"lat\": %s, \"lon\": %s, \"id\": %d, \"ts\": %d}",
                                        real(), real(), id(16), 1_700_000_000_000L + id(10)))
                        + "]",
                () -> rows(() -> hex(8) + "-" + hex(4) + "-" + hex(4) + "-" + hex(4) + "-" + hex(12)),
                () -> rows(() -> hex(64) + "  file" + id(3) + ".bin"),
                () -> rows(() -> line(
                        "2026-11-%02d %02d:%02d:%02d.%03d INFO [worker-%d] order=%d took %d us, bytes=%d",
                        id(1), id(1), id(1), id(1), id(3), id(1), id(16), id(6), id(11))),
                () -> rows(() -> line("ZZ%d %d %d %d %d %d", id(2), id(4), id(4), id(4), id(4), id(2))),
                () -> rows(() -> line(
                        "upgrade libfoo%d %d.%d.%d-%d %d.%d.%d+2024%d-1",
                        id(1), id(1), id(2), id(1), id(1), id(1), id(2), id(1), id(4))),
                () -> rows(() -> line("%d %s", 1_700_000_000_000L + id(10), pick("GET", "POST"))),
                () -> rows(() -> line(
                        "%-12s %9.2f %6d %5.1f%%",
                        pick("apples", "pears", "plums"),
                        1000 * random.nextDouble(),
                        id(5),
                        100 * random.nextDouble())));
    }

    private static String rows(Supplier<String> row) {
        return cells(ROWS, "\n", row);
    }

    private static String cells(int count, String between, Supplier<String> cell) {
        return IntStream.range(0, count).mapToObj(_ -> cell.get()).collect(Collectors.joining(between));
    }

    private static String line(String format, Object... values) {
        return format.formatted(values);
    }

    private String whole(int least, int most) {
        return String.valueOf(random.nextInt(least, most + 1));
    }

    private String real() {
        return String.format(Locale.ROOT, "%s", (random.nextDouble() - 0.3) * pickOf(1, 10, 180));
    }

    /** A number of so many digits. */
    private long id(int digits) {
        var least = (long) Math.pow(10, digits - 1.0);
        return least + random.nextLong(9 * least);
    }

    private String hex(int length) {
        return cells(length, "", () -> Integer.toHexString(random.nextInt(16)));
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private double pickOf(double... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
