package io.ambo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ambo.core.Language;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file in {@code src/test/golden/config} is a case: files of a home folder (each under a line
 * {@code ==> path}), the English refusal, the Chinese one, with {@code ----------} between them.
 */
class ConfigurationErrorsTest {

    private static final Path CASES = Path.of("src/test/golden/config");

    @TempDir
    Path home;

    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void badConfigurationIsRefusedWithFileLineAndMend(Path file) throws IOException {
        var parts = Files.readString(file).split("(?m)^-{10}\n");
        assertThat(parts).as("input, English, Chinese").hasSize(3);
        write(parts[0]);
        var refusal = catchThrowableOfType(Refusal.class, this::read);
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(Reason.BAD_CONFIGURATION);
        assertThat(refusal.in(Language.EN)).isEqualToIgnoringNewLines(parts[1].strip());
        assertThat(refusal.in(Language.ZH)).isEqualToIgnoringNewLines(parts[2].strip());
    }

    private void read() {
        new CatalogReader(Set.of("openai-chat", "anthropic-messages")).read(home, Settings.read(home));
    }

    private void write(String input) throws IOException {
        for (var file : input.split("(?m)^==> ")) {
            if (!file.isBlank()) {
                var lines = file.split("\n", 2);
                var path = home.resolve(lines[0].strip());
                Files.createDirectories(path.getParent());
                Files.writeString(path, lines[1]);
            }
        }
    }
}
