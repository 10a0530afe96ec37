package io.ambo.taggers;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** A text that is eight times as long takes about eight times as long, whatever stands in it. */
final class LinearTimeTest {

    private static final int SHORT = 8_000;
    private static final int FACTOR = 8;

    /** Far below the factor of 64 that a square would take, and above what a busy machine adds. */
    private static final double MOST = 24;

    private static final List<IntFunction<String>> HOSTILE = List.of(
            length -> "李建国说。".repeat(length / 5),
            length -> "张三李四王五".repeat(length / 6),
            length -> "A".repeat(length),
            length -> "A ".repeat(length / 2),
            length -> "O'".repeat(length / 2),
            length -> "John Smith said. ".repeat(length / 17),
            length -> "1".repeat(length),
            length -> "\n".repeat(length),
            length -> "克里斯·".repeat(length / 4),
            length -> "路1号".repeat(length / 3),
            LinearTimeTest::manyChineseNames,
            LinearTimeTest::manyEnglishNames);

    @Test
    void timeGrowsInProportionToTheText() {
        for (var hostile : HOSTILE) {
            var few = hostile.apply(SHORT);
            var many = hostile.apply(SHORT * FACTOR);
            fastest(few);

            assertThat((double) fastest(many) / fastest(few))
                    .as(few.substring(0, 20))
                    .isLessThan(MOST);
        }
    }

    private static long fastest(String text) {
        var fastest = Long.MAX_VALUE;
        for (var round = 0; round < 3; round++) {
            var before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            Taggers.fast().tag(text, (kind, start, end, certainty, score) -> {});
            var time = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
            fastest = Math.min(fastest, Math.max(time, 1_000));
        }
        return fastest;
    }

    private static String manyChineseNames(int length) {
        var random = new Random(1);
        var text = new StringBuilder();
        while (text.length() < length) {
            text.append("会议由李").append((char) (0x4E00 + random.nextInt(8_000)));
            text.append((char) (0x4E00 + random.nextInt(8_000))).append("主持。");
        }
        return text.toString();
    }

    private static String manyEnglishNames(int length) {
        var random = new Random(1);
        var text = new StringBuilder();
        while (text.length() < length) {
            text.append("Yesterday John ").append((char) ('A' + random.nextInt(26)));
            for (var i = 0; i < 8; i++) {
                text.append((char) ('a' + random.nextInt(26)));
            }
            text.append(" told us so. ");
        }
        return text.toString();
    }
}
