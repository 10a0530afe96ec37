package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.EngineFile;
import io.ambo.config.CatalogReader;
import io.ambo.config.Settings;
import io.ambo.core.Capability;
import io.ambo.core.DestinationKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Models that a person brings: kept here, in the catalogue, and removed again. */
class OwnModelsTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeAModel() throws IOException {
        file = Files.write(
                folder.resolve("Some Model_Q4.gguf"),
                MadeUpWeights.gguf(Map.of("general.architecture", "llama", "general.license", "mit")));
    }

    private Called ambo(String... arguments) {
        return Called.in(folder.resolve("home")).ambo(arguments);
    }

    @Test
    void addedFileBecomesAnEmbeddedModelWithAnEngineOfItsOwn() throws IOException {
        var added = ambo("models", "add", file.toString(), "--languages", "zh,en");
        assertThat(added.status()).as(added.err()).isZero();
        assertThat(added.err()).contains("\"some-model-q4\" is added");
        var home = folder.resolve("home");
        assertThat(home.resolve("weights/some-model-q4.gguf")).hasSameBinaryContentAs(file);
        var catalog = new CatalogReader(Set.of()).read(home, Settings.read(home));
        var model = catalog.destination("embedded-some-model-q4/some-model-q4").orElseThrow();
        assertThat(model.kind()).isEqualTo(DestinationKind.EMBEDDED);
        assertThat(model.languages()).containsExactlyInAnyOrder("zh", "en");
        var engine = catalog.engine("embedded-some-model-q4").orElseThrow();
        assertThat(engine.weights().orElseThrow().packed()).isEmpty();
        assertThat(engine.weights().orElseThrow().licence()).isEqualTo("mit");
        assertThat(engine.start())
                .isInstanceOfSatisfying(
                        EngineFile.Start.Script.class,
                        script -> assertThat(script.defaults())
                                .as("chosen for the weights that come with Ambo")
                                .isEmpty());
        assertThat(catalog.engine("xllamacpp")
                        .orElseThrow()
                        .weights()
                        .orElseThrow()
                        .packed())
                .isPresent();
    }

    @Test
    void capabilitiesOfAnAddedModelAreThoseThatItsHeadTellsOf() throws IOException {
        var template = MadeUpWeights.gguf(Map.of(
                "general.architecture",
                "llama",
                "tokenizer.chat_template",
                "{% if tools %}x{% endif %}{% if enable_thinking %}y{% endif %}"));
        var encoder = MadeUpWeights.gguf(Map.of("general.architecture", "nomic-bert"));
        ambo("models", "add", Files.write(folder.resolve("a.gguf"), template).toString());
        ambo("models", "add", Files.write(folder.resolve("b.gguf"), encoder).toString());
        var home = folder.resolve("home");
        var catalog = new CatalogReader(Set.of()).read(home, Settings.read(home));
        var tools = catalog.destination("embedded-a/a").orElseThrow();
        assertThat(tools.capabilities())
                .containsExactlyInAnyOrder(
                        Capability.TOOLS, Capability.JSON, Capability.LOGPROBS, Capability.REASONING);
        assertThat(catalog.engineOf(tools).orElseThrow().capacity().pooling()).isEmpty();
        var embedder = catalog.destination("embedded-b/b").orElseThrow();
        assertThat(embedder.capabilities()).containsExactly(Capability.EMBEDDINGS);
        var capacity = catalog.engineOf(embedder).orElseThrow().capacity();
        assertThat(capacity.pooling()).contains("model");
        assertThat(capacity.microBatch()).isEqualTo(capacity.contextPerSlot());
    }

    @Test
    void shelfIsListedShownTestedAndCleared() throws IOException {
        ambo("models", "add", file.toString(), "--name", "mine");
        var listed =
                JsonMapper.shared().readTree(ambo("models", "list", "--json").out());
        assertThat(listed.get("models").valueStream().map(it -> it.get("id").asString()))
                .contains("mine", "smollm2-135m");
        assertThat(ambo("models", "show", "mine").out()).contains("llama", "mit", "SHA-256");
        assertThat(ambo("models", "test", "mine").err()).contains("\"mine\" is intact");
        Files.writeString(folder.resolve("home/weights/mine.gguf"), "something else");
        var broken = ambo("models", "test", "mine");
        assertThat(broken.status()).isEqualTo(3);
        assertThat(broken.err()).contains("mine.gguf is not what it should be");
        assertThat(ambo("models", "remove", "mine").status()).isZero();
        assertThat(folder.resolve("home/weights/mine.gguf")).doesNotExist();
        assertThat(folder.resolve("home/models/mine.yaml")).doesNotExist();
        assertThat(ambo("models", "remove", "mine").err()).contains("There is no open model \"mine\"");
    }

    @Test
    void whatIsNoModelIsNotTakenIn() throws IOException {
        var text = Files.writeString(folder.resolve("text.gguf"), "this is no model");
        var called = ambo("models", "add", text.toString());
        assertThat(called.status()).isEqualTo(2);
        assertThat(called.err()).contains("text.gguf is not a usable GGUF file: it does not begin with GGUF");
        assertThat(ambo("models", "add", folder.resolve("nothing.gguf").toString())
                        .status())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u0085", "\u0090", "\ufffe", "\u0000", "'", "\\", "\ufeff", "\u2028", "\u202e", "\ud83d\ude00"})
    void nothingInTheHeadOfAModelMakesAFileThatCannotBeRead(String odd) throws IOException {
        var hostile = Files.write(
                folder.resolve("hostile.gguf"),
                MadeUpWeights.gguf(Map.of(
                        "general.architecture",
                        "llama",
                        "general.name",
                        (odd + ": #{x").repeat(3000),
                        "general.license",
                        odd + "mit")));
        var added = ambo("models", "add", hostile.toString());
        assertThat(added.status()).as(added.err()).isZero();
        var home = folder.resolve("home");
        assertThat(new CatalogReader(Set.of()).read(home, Settings.read(home)).destination("embedded-hostile/hostile"))
                .isPresent();
    }

    @Test
    void brokenFileOfAModelLeavesTheCommandsThatMendIt() throws IOException {
        ambo("models", "add", file.toString(), "--name", "mine");
        var yaml = folder.resolve("home/models/mine.yaml");
        Files.writeString(yaml, Files.readString(yaml).replace("context: ", "context: -"));
        var listed = ambo("models", "list");
        assertThat(listed.status()).isZero();
        assertThat(listed.err()).contains("models/mine.yaml:11: models[mine].context");
        assertThat(ambo("models", "add", file.toString(), "--name", "mine").status())
                .isZero();
        assertThat(ambo("models", "show", "mine").status()).isZero();
    }

    @Test
    void namesOfOthersAndNamesThatAreNoneAreRefused() {
        assertThat(ambo("models", "add", file.toString(), "--name", "smollm2-135m")
                        .err())
                .contains("There is another model \"smollm2-135m\" already");
        assertThat(ambo("models", "add", file.toString(), "--name", "../x").status())
                .isEqualTo(2);
        assertThat(ambo("models", "remove", "smollm2-135m").err()).contains("comes with Ambo");
        assertThat(ambo("models", "show", "smollm2-135").err()).contains("Did you mean \"smollm2-135m\"?");
    }

    @Test
    void fileOfAModelCannotSayHowAnEngineIsStarted() throws IOException {
        ambo("models", "add", file.toString(), "--name", "mine");
        var yaml = folder.resolve("home/models/mine.yaml");
        Files.writeString(yaml, Files.readString(yaml) + "program: {command: sh}\nslots: 2\n");
        var listed = ambo("models", "list");
        assertThat(listed.err()).contains("models/mine.yaml", "program");
        assertThat(ambo("models", "show", "mine").err()).contains("There is no open model \"mine\"");
    }
}
