package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How much of a small made-up set is found: floors that a change of the recognisers must not fall below. */
class GoldenSetTest {

    private static final Pattern MARK = Pattern.compile("【([A-Z]+) ([^】]+)】");
    private static final Map<String, Double> RECALL = Map.of(
            "PHONE",
            1.0,
            "EMAIL",
            1.0,
            "IDENTITY",
            1.0,
            "CARD",
            1.0,
            "ADDRESS",
            1.0,
            "CREDENTIAL",
            1.0,
            "ILLNESS",
            1.0,
            "PERSON",
            0.9);

    @Test
    void recallAndPrecisionStayAboveTheirFloors() throws IOException {
        var masking =
                Masking.of(Scanner.of(RecogniserFiles.all(), RecogniserFiles.policy()), Deidentifier.of(new byte[32]));
        var wanted = new TreeMap<String, Integer>();
        var hit = new TreeMap<String, Integer>();
        var wrong = new ArrayList<String>();
        for (var line : lines()) {
            var expected = MARK.matcher(line)
                    .results()
                    .map(it -> it.group(1) + " " + it.group(2))
                    .toList();
            var text = MARK.matcher(line).replaceAll("$2").replace("\\n", "\n");
            var found = new ArrayList<>(masking.mask(text).rows().stream()
                    .map(row -> (row.placeholder().isEmpty()
                                    ? row.kind().name()
                                    : row.placeholder().split("_")[0])
                            + " " + row.value())
                    .toList());
            for (var one : expected) {
                var kind = one.split(" ")[0];
                wanted.merge(kind, 1, Integer::sum);
                hit.merge(kind, found.remove(one) ? 1 : 0, Integer::sum);
            }
            wrong.addAll(found);
        }
        assertThat(wanted.keySet()).isEqualTo(new TreeMap<>(RECALL).keySet());
        wanted.forEach((kind, count) -> assertThat(hit.getOrDefault(kind, 0) / (double) count)
                .as("recall of %s, found wrongly: %s", kind, wrong)
                .isGreaterThanOrEqualTo(RECALL.getOrDefault(kind, 1.0)));
        assertThat(wrong).as("found wrongly").isEmpty();
    }

    private static List<String> lines() throws IOException {
        try (var stream = Objects.requireNonNull(GoldenSetTest.class.getResourceAsStream("/privacy/golden.txt"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        }
    }
}
