package io.ambo.taggers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A look at both models, with made-up sentences: a change that makes them much worse shows here. */
final class LabelledSentencesTest {

    private static final Pattern NAME = Pattern.compile("\\[([PLO]):([^]]+)]");

    @Test
    void nearlyAllPersonsAreFoundAndNothingElseIsOne() throws IOException {
        var right = 0;
        var found = 0;
        var labelled = 0;
        for (var line : lines()) {
            var expected = labels(line);
            var actual = persons(NAME.matcher(line).replaceAll("$2"));
            found += actual.size();
            labelled += expected.size();
            actual.retainAll(expected);
            right += actual.size();
        }

        assertThat((double) right / labelled).as("recall").isGreaterThan(0.85);
        assertThat((double) right / found).as("precision").isGreaterThan(0.9);
    }

    private static List<String> lines() throws IOException {
        var resource = LabelledSentencesTest.class.getResourceAsStream("labelled.txt");
        try (var stream = Objects.requireNonNull(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\\n", "\u2028")
                    .lines()
                    .toList();
        }
    }

    private static Set<String> labels(String line) {
        var labels = new HashSet<String>();
        var matcher = NAME.matcher(line);
        while (matcher.find()) {
            if (matcher.group(1).equals("P")) {
                labels.add(matcher.group(2));
            }
        }
        return labels;
    }

    private static Set<String> persons(String text) {
        var persons = new HashSet<String>();
        Taggers.fast().tag(text, (kind, start, end, certainty, score) -> {
            if (kind == Kind.PERSON) {
                persons.add(text.substring(start, end));
            }
        });
        return persons;
    }
}
