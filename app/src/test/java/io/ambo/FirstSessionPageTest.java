package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page of a first session shows of masking is what the command says today. */
final class FirstSessionPageTest {

    private static final Pattern MASKED =
            Pattern.compile("\\$ echo \"([^\"]+)\" \\| ambo mask --map [^\\n]*\\n(.*?)\\n\\$ ", Pattern.DOTALL);

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({"docs/a-first-session.md, en", "docs/a-first-session.zh-CN.md, zh"})
    void maskingIsShownAsItIs(String page, String language) {
        var shown = MASKED.matcher(Checkout.read(Path.of(page)));
        assertThat(shown.find()).isTrue();
        var called = Called.in(home)
                .with("AMBO_LANG", language)
                .reading(shown.group(1) + "\n")
                .ambo("mask");
        assertThat(columns(called.out() + called.err())).isEqualTo(columns(shown.group(2)));
    }

    /** Placeholders differ from run to run, and with them the width of columns. */
    private static String columns(String text) {
        return Called.blanked(text.strip()).replaceAll(" {2,}", "  ").replaceAll("(?m) +$", "");
    }
}
