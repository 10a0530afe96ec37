package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Kind;
import io.ambo.core.DataClass;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Text without personal data is not stopped: program code with logins, settings, logs, tables, prices, recipes, licences,
 * exam questions, everyday Chinese. The texts were written for this test, the tables are made from a seed.
 */
class HarmlessTest {

    private static final Scanner SCANNER = Scanner.of(RecogniserFiles.all(), RecogniserFiles.policy());
    private static final Set<Kind> NOT_COUNTED = EnumSet.of(Kind.PERSON, Kind.ILLNESS, Kind.COORDINATES);
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]+");

    /** What was found in a group of texts. */
    private static final class Tally {

        private int texts;
        private final List<String> refused = new ArrayList<>();
        private double words;
        private final Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
        private final List<String> found = new ArrayList<>();

        void add(String text) {
            var findings = SCANNER.scan(Bodies.user(text));
            texts++;
            words += words(text);
            if (findings.dataClass().atLeast(DataClass.L3)) {
                refused.add(text);
            }
            for (var finding : findings.findings()) {
                kinds.merge(finding.kind(), 1, Integer::sum);
                found.add(finding.recogniser() + " " + finding.writing());
            }
        }

        private static double words(String text) {
            var han = text.chars().filter(c -> Characters.isHan((char) c)).count();
            return WORD.matcher(text).results().count() + han / 1.5;
        }

        /**
         * Findings with a form, in ten thousand words: all but names, illnesses, and positions, which are found by design
         * where latitude and longitude are named.
         */
        double structured() {
            return kinds.entrySet().stream()
                            .filter(it -> !NOT_COUNTED.contains(it.getKey()))
                            .mapToInt(Map.Entry::getValue)
                            .sum()
                    / words
                    * 10_000;
        }

        double persons() {
            return kinds.getOrDefault(Kind.PERSON, 0) / words * 10_000;
        }
    }

    @Test
    void proseAndQuestionsPass() throws IOException {
        var tally = new Tally();
        for (var text : texts("prose.txt")) {
            tally.add(text);
        }
        assertThat(tally.refused).isEmpty();
        assertThat(tally.structured()).as("%s", tally.found).isLessThanOrEqualTo(1);
        assertThat(tally.persons()).as("%s", tally.found).isLessThanOrEqualTo(5);
    }

    @Test
    void codeThatHandlesLoginsPasses() throws IOException {
        var tally = new Tally();
        for (var text : texts("code.txt")) {
            tally.add(text);
        }
        assertThat(tally.refused).isEmpty();
        assertThat(tally.structured()).as("%s", tally.found).isLessThanOrEqualTo(3);
        assertThat(tally.persons()).as("%s", tally.found).isLessThanOrEqualTo(5);
    }

    @Test
    void tablesAndLogsOfNumbersPass() {
        var tally = new Tally();
        new HarmlessTables(7).documents(80).forEach(tally::add);
        assertThat(tally.texts).isGreaterThanOrEqualTo(1000);
        assertThat(tally.refused).hasSizeLessThanOrEqualTo(tally.texts / 1000);
        assertThat(tally.structured()).as("%s", tally.found).isLessThanOrEqualTo(3);
        assertThat(tally.persons()).as("%s", tally.found).isLessThanOrEqualTo(5);
    }

    /** What must not be lost for it: values in tables. */
    @Test
    void valuesInATableOfValuesAreFound() {
        var table = new StringBuilder("id,phone,card,mean\n");
        for (var i = 0; i < 20; i++) {
            table.append("%d,138%08d,4111111111111111,0.%d\n".formatted(i, 31_415_926 + 7919 * i, 123_456_789 + i));
        }
        var findings = SCANNER.scan(Bodies.user(table.toString()));
        assertThat(findings.counts()).containsEntry("phone-cn", 20).containsEntry("bank-card", 20);
    }

    private static List<String> texts(String file) throws IOException {
        try (var stream = Objects.requireNonNull(HarmlessTest.class.getResourceAsStream("/harmless/" + file))) {
            return List.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^=====\n"));
        }
    }
}
