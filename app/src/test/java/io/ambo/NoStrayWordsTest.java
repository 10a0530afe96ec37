package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What belongs to somebody's machine or workplace stays out of the checkout. */
final class NoStrayWordsTest {

    /** Written in parts, so that this file is held to the rule as well. */
    private static final Pattern STRAY = Stream.of(
                    "repo1?[.]maven",
                    "registry[.]npm" + "js",
                    "py" + "pi[.]org",
                    "files[.]python" + "hosted",
                    "repository[.]apache",
                    "plugins[.]gradle",
                    "jcen" + "ter",
                    "crates[.]io/api",
                    "(?<![\\w.$}\")*])/home/(?!you\\b|DIR\\b)\\w",
                    "/Users/(?!you\\b)\\w",
                    "(?<![\\w.])/roo" + "t/",
                    "(?<![\\w.})*])/wor" + "k/\\w",
                    "[A-Z]:\\\\\\\\?Users",
                    "co-authored" + "-by",
                    "generated " + "with \\[",
                    "as an a" + "i\\b",
                    "TO" + "DO\\b",
                    "FIX" + "ME\\b",
                    "XX" + "X\\b",
                    "lorem " + "ipsum")
            .collect(Collectors.collectingAndThen(
                    Collectors.joining("|"), it -> Pattern.compile(it, Pattern.CASE_INSENSITIVE)));

    @Test
    void noFileNamesAMachineARegistryOrAnAuthorsTool() {
        assertThat(Checkout.files().stream().flatMap(NoStrayWordsTest::findings))
                .isEmpty();
    }

    @Test
    void aHomeFolderIsFoundAndAnExampleIsNot() {
        assertThat(STRAY.matcher("-cp /ho" + "me/somebody/x.jar").find()).isTrue();
        assertThat(STRAY.matcher("--home DIR").find()).isFalse();
        assertThat(STRAY.matcher("$HOME/home/x").find()).isFalse();
    }

    @Test
    void textFilesEndTheirLastLineAndHaveNoTrailingSpaces() {
        assertThat(Checkout.files().stream().filter(NoStrayWordsTest::isRagged)).isEmpty();
    }

    private static Stream<String> findings(Path file) {
        return Checkout.text(file).stream().flatMap(text -> findings(file, text).stream());
    }

    private static List<String> findings(Path file, String text) {
        var found = new ArrayList<String>();
        var number = 0;
        for (var line : text.split("\n", -1)) {
            number++;
            var matcher = STRAY.matcher(line);
            if (matcher.find()) {
                found.add(Checkout.slashed(file) + ":" + number + ": " + matcher.group());
            }
        }
        return found;
    }

    private static boolean isRagged(Path file) {
        return Checkout.text(file)
                .filter(text -> !text.isEmpty() && (!text.endsWith("\n") || text.contains(" \n")))
                .isPresent();
    }
}
