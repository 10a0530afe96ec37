package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs rely on the words for kinds, so both pages list all of them and no other. */
class KindsPageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| .+ \\|$");

    @ParameterizedTest
    @ValueSource(strings = {"privacy.md", "privacy.zh-CN.md"})
    void thePageListsEveryKindInTheOrderOfTheCode(String page) throws IOException {
        var text = Files.readString(Path.of("..", "docs", page));
        assertThat(ROW.matcher(text).results().map(MatchResult::group).map(row -> row.split("`")[1]))
                .containsExactlyElementsOf(Kind.ids());
    }
}
