package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of paths and headers names each one that the code has. */
final class HttpPageTest {

    private static final Pattern PATH = Pattern.compile("\"(/(?:v1|api|healthz|readyz|metrics)(?:/[a-z/*]+)?)\"");
    private static final Pattern HEADER = Pattern.compile("\"(x-ambo-[a-z-]+[a-z])\"");

    /** Where endpoints declare themselves. */
    private static final List<String> ENDPOINTS = List.of("io/ambo/api/", "io/ambo/server/Routes");

    @ParameterizedTest
    @ValueSource(strings = {"docs/http.md", "docs/http.zh-CN.md"})
    void everyPathIsOnThePage(String page) {
        assertThat(found(PATH, ENDPOINTS).map(path -> path.replace("/*", "/{id}")))
                .hasSizeGreaterThan(10)
                .allSatisfy(path -> assertThat(Checkout.read(Path.of(page))).contains(path + "`"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/http.md", "docs/http.zh-CN.md"})
    void everyHeaderIsOnThePage(String page) {
        assertThat(found(HEADER, List.of("io/ambo/server/", "io/ambo/pipeline/")))
                .hasSizeGreaterThan(8)
                .allSatisfy(header -> assertThat(Checkout.read(Path.of(page))).contains("`" + header));
    }

    private static Stream<String> found(Pattern what, List<String> where) {
        return Checkout.mainSources().stream()
                .filter(file -> where.stream().anyMatch(Checkout.slashed(file)::contains))
                .flatMap(file -> what.matcher(Checkout.read(file)).results())
                .map(match -> match.group(1))
                .distinct()
                .sorted();
    }
}
