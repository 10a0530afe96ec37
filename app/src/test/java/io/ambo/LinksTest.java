package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents point to what is there, and stay as short as they promise. */
final class LinksTest {

    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|mailto:|#)([^)#]+)(#[^)]*)?\\)");

    private static final int LONGEST_README = 150;

    private static final List<Path> PAGES = Checkout.files().stream()
            .filter(file -> file.toString().endsWith(".md"))
            .toList();

    @Test
    void everyLinkLeadsToAFile() {
        assertThat(PAGES.stream().flatMap(LinksTest::dead)).isEmpty();
    }

    /** The glossary has both in its rows; the others are for whoever changes the code and name its parts. */
    private static final List<Path> IN_ONE_PAGE =
            List.of(Path.of("GLOSSARY.md"), Path.of("docs/dependencies.md"), Path.of("bench/README.md"));

    @Test
    void everyPageExistsInBothLanguages() {
        var expected = PAGES.stream()
                .filter(page -> !page.toString().endsWith(".zh-CN.md") && !IN_ONE_PAGE.contains(page))
                .filter(page -> !page.startsWith("docs/adr") && !page.startsWith("bench/results"))
                .map(page -> Path.of(page.toString().replaceAll("\\.md$", ".zh-CN.md")))
                .toList();

        assertThat(PAGES).containsAll(expected);
    }

    @Test
    void everyDecisionIsNumberedInOrder() {
        var numbers = PAGES.stream()
                .filter(file -> file.startsWith("docs/adr"))
                .map(file -> String.valueOf(file.getFileName()).substring(0, 4))
                .toList();

        assertThat(numbers).isNotEmpty();
        for (var i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo("%04d".formatted(i + 1));
        }
    }

    @Test
    void theReadmeCanBeReadInOneSitting() {
        assertThat(Stream.of("README.md", "README.zh-CN.md").map(Path::of).map(Checkout::read))
                .allMatch(text -> text.lines().count() < LONGEST_README);
    }

    @Test
    void bothReadmesShowTheSameCommands() {
        assertThat(commands("README.zh-CN.md")).isEqualTo(commands("README.md")).isNotEmpty();
    }

    /** The first two words of each command; what is asked may be in either language. */
    private static List<String> commands(String page) {
        return Pattern.compile("^(\\./ambo [a-z-]+( --[a-z-]+)?|curl \\S+)", Pattern.MULTILINE)
                .matcher(Checkout.read(Path.of(page)))
                .results()
                .map(it -> it.group(1))
                .toList();
    }

    private static Stream<String> dead(Path page) {
        return LINK.matcher(Checkout.read(page))
                .results()
                .map(it -> it.group(1))
                .filter(target ->
                        !Files.exists(Checkout.root().resolve(folder(page)).resolve(target)))
                .map(target -> page + " -> " + target);
    }

    private static Path folder(Path page) {
        return Optional.ofNullable(page.getParent()).orElse(Path.of(""));
    }
}
