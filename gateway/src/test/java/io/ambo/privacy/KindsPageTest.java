package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs rely on the words for kinds, so both pages list all of them and no other. */
class KindsPageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| .+ \\|$");

    @ParameterizedTest
    @CsvSource({"privacy.md, Kinds", "privacy.zh-CN.md, 种类"})
    void thePageListsEveryKindInTheOrderOfTheCode(String page, String heading) throws IOException {
        var text = Files.readString(Path.of("..", "docs", page));
        var from = text.indexOf("\n## " + heading + "\n");
        assertThat(from).as("the section " + heading).isPositive();
        var section = text.substring(from, text.indexOf("\n## ", from + 1));
        assertThat(ROW.matcher(section).results().map(MatchResult::group).map(row -> row.split("`")[1]))
                .containsExactlyElementsOf(Kind.ids());
    }
}
