package io.ambo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.catalog.Catalog;
import io.ambo.core.Language;
import io.ambo.core.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At startup a faulty file of models is skipped; any other faulty file is refused. */
class BrokenModelFilesTest {

    private static final String SOUND = """
            weights: {name: Mine, file: mine.gguf, bytes: 10, sha256: %s, licence: mit}
            models:
              - id: mine
                context: 4096
                price: {currency: USD, per: 1, input: 0, output: 0, since: 2026-11-30, source: here, read: 2026-11-30}
            """.formatted("a".repeat(64));

    @TempDir
    Path home;

    private Catalog atStart() {
        return new CatalogReader(Set.of()).readWithoutBrokenModels(home, List.of(), Settings.read(home));
    }

    private void write(String file, String text) throws IOException {
        var path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0001",
                "models: [",
                "provider: nobody\nmodels: []",
                "provider: embedded\nmodels:\n  - id: smollm2-135m\n    context: -1",
                "provider: embedded\nmodels:\n  - id: smollm2-135m\n    contxt: 1",
                "weights: {}\nmodels: []",
                "weights: {name: X}\nmodels:\n  - id: x\n    context: 4611686018427387904",
            })
    void startGoesOnWithoutABrokenFileOfModels(String broken) throws IOException {
        var sound = atStart();
        write("models/broken.yaml", broken);
        write("models/sound.yaml", SOUND);
        var catalog = atStart();
        assertThat(catalog.destination("embedded-mine/mine")).isPresent();
        assertThat(catalog.destination("embedded/smollm2-135m")).isEqualTo(sound.destination("embedded/smollm2-135m"));
        assertThat(catalog.leftOut())
                .singleElement()
                .satisfies(file -> assertThat(file.in(Language.EN)).startsWith("models/broken.yaml:"));
        assertThatThrownBy(() -> new CatalogReader(Set.of()).read(home, Settings.read(home)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void aliasOfAModelThatIsLeftOutStaysAndIsReadAgainFromTheSnapshot() throws IOException {
        write("models/mine.yaml", SOUND + "  - broken");
        write(
                "policies/default.yaml",
                "name: default\nextends: default\naliases:\n  - {name: my, models: [embedded-mine/mine]}");
        var catalog = atStart();
        assertThat(catalog.leftOut()).hasSize(1);
        assertThat(catalog.defaultPolicy().aliases())
                .anyMatch(alias -> alias.name().equals("my"));
        assertThat(new CatalogReader(Set.of()).fromCanonical(catalog.content()).version())
                .isEqualTo(catalog.version());
    }

    @ParameterizedTest
    @ValueSource(strings = {"providers", "policies", "recognisers", "engines", "weights", "speeds"})
    void anyOtherBrokenFileIsRefusedWithTheOnesOfModels(String folder) throws IOException {
        write("models/broken.yaml", "models: [");
        write(folder + "/broken.yaml", "id: [");
        assertThatThrownBy(this::atStart)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.in(Language.EN))
                                .contains(folder + "/broken.yaml", "models/broken.yaml"));
    }
}
