package io.ambo.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {

    private static final int TEXTS = 3000;

    private static Node.Text key(String yaml) {
        var mistakes = new ConfigErrors();
        var read = Documents.yaml(yaml.getBytes(StandardCharsets.UTF_8), "file.yaml", mistakes);
        mistakes.refuseIfAny();
        return (Node.Text)
                Objects.requireNonNull(read.orElseThrow().fields().get("key")).value();
    }

    @ParameterizedTest
    @ValueSource(strings = {"😀", "𠮷"})
    void charactersBeyondTheBmpStandAnywhereInAFile(String character) {
        for (var before = 1000; before < 3100; before++) {
            assertThat(key("# " + "x".repeat(before) + character + "\nkey: value")
                            .text())
                    .isEqualTo("value");
        }
        for (var before = 1000; before < 1040; before++) {
            var value = "y".repeat(before) + character.repeat(3000);
            assertThat(key("key: " + value).text()).isEqualTo(value);
        }
    }

    @Test
    void everyTextIsReadOrIsAMistakeOfItsFile() {
        var random = new Random(7);
        var parts =
                "a: b\n|- |>|{|}|[|]|&x |*x|!t |'|\"|\\|\t|\n  |---\n|%YAML 9\n|\uD83D\uDE00|\uFFFE|\u0085|#|: |?|,|1"
                        .split("\\|");
        for (var each = 0; each < TEXTS; each++) {
            var text = new StringBuilder();
            for (var part = random.nextInt(60); part > 0; part--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            var mistakes = new ConfigErrors();
            var read = Documents.yaml(text.toString().getBytes(StandardCharsets.UTF_8), "file.yaml", mistakes);
            assertThat(read.isPresent()).as(text.toString()).isEqualTo(mistakes.none());
        }
    }
}
