package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ambo.catalog.OpenModel;
import io.ambo.config.CatalogReader;
import io.ambo.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Open models come from a hub onto the shelf, under their licence and with their hash. */
class PullTest {

    private static final String TOKEN = "hub-token-of-a-test";

    @TempDir
    Path folder;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpServer hub;
    private volatile byte[] content = MadeUpWeights.gguf(Map.of("general.architecture", "qwen3"));

    @BeforeEach
    void open() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        hub.start();
    }

    @AfterEach
    void close() {
        hub.stop(0);
    }

    private Called.Shell shell(String style) {
        return Called.in(folder.resolve("home"))
                .with("AMBO_HUB", style + "http://127.0.0.1:" + hub.getAddress().getPort());
    }

    @Test
    void pulledModelIsOnTheShelfAndInTheCatalogue() {
        var pulled = shell("").with("AMBO_HUB_TOKEN", TOKEN).ambo("models", "pull", "--allow-mismatch", "qwen3-0.6b");
        assertThat(pulled.status()).as(pulled.err()).isZero();
        assertThat(asked).containsExactly("/Qwen/Qwen3-0.6B-GGUF/resolve/main/Qwen3-0.6B-Q8_0.gguf Bearer " + TOKEN);
        assertThat(pulled.err())
                .contains("Apache-2.0", "\"qwen3-0.6b\" is downloaded")
                .doesNotContain(TOKEN);
        var home = folder.resolve("home");
        assertThat(home.resolve("weights/qwen3-0.6b-q8_0.gguf")).hasBinaryContent(content);
        var model = new CatalogReader(Set.of())
                .read(home, Settings.read(home))
                .destination("embedded-qwen3-0.6b/qwen3-0.6b")
                .orElseThrow();
        assertThat(model.languages()).containsExactlyInAnyOrder("zh", "en");
        assertThat(model.tierValue()).isZero();
        assertThat(shell("")
                        .ambo("models", "pull", "--allow-mismatch", "qwen3-0.6b")
                        .err())
                .contains("already");
        assertThat(asked).hasSize(1);
    }

    @Test
    void modelOfTheCatalogueMayBeAFileOfThisMachine() throws IOException {
        var file = Files.write(folder.resolve("ours.gguf"), content);
        var entry = """
                id: ours
                name: Ours
                family: Ours
                licence: {id: MIT, accept: false, source: ours, read: 2026-11-25}
                languages: [en]
                tier: {value: 1, source: ours, read: 2026-11-25}
                parameters: 1000
                files:
                  - {quantisation: Q8_0, path: "%s", link: true, sha256: %s}
                source: {source: ours, read: 2026-11-25}
                """;
        var weights = Files.createDirectories(folder.resolve("home/weights"));
        Files.setPosixFilePermissions(folder.resolve("home"), PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(weights, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(weights.resolve("ours.yaml"), entry.formatted(file.toUri(), "0".repeat(64)));
        assertThat(shell("").ambo("models", "pull", "--allow-mismatch", "ours").err())
                .contains("is not what it should be");
        var hash = HexFormat.of().formatHex(sha256(content));
        Files.writeString(weights.resolve("ours.yaml"), entry.formatted(file.toUri(), hash));
        var pulled = shell("").ambo("models", "pull", "--allow-mismatch", "ours");
        assertThat(pulled.status()).as(pulled.err()).isZero();
        assertThat(Files.isSameFile(file, weights.resolve("ours-q8_0.gguf"))).isTrue();
        assertThat(asked).isEmpty();
        Files.writeString(weights.resolve("ours.yaml"), entry.formatted("somewhere/else.gguf", hash));
        assertThat(shell("").ambo("models", "list").err())
                .contains("weights/ours.yaml:9", "neither a whole path nor a file");
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatCannotBeTheModelIsTakenOffTheShelfAgain() {
        var small = shell("").ambo("models", "pull", "qwen3-0.6b");
        assertThat(small.status()).isEqualTo(5);
        assertThat(small.err())
                .contains("No hash of \"qwen3-0.6b\" is known", "127.0.0.1", "was expected", "--allow-mismatch");
        assertThat(folder.resolve("home/weights/qwen3-0.6b-q8_0.gguf")).doesNotExist();
        assertThat(folder.resolve("home/models/qwen3-0.6b.yaml")).doesNotExist();
    }

    @Test
    void hostThatAFileCameFromIsWrittenDown() throws IOException {
        shell("").ambo("models", "pull", "--allow-mismatch", "qwen3-0.6b");
        assertThat(Files.readString(folder.resolve("home/models/qwen3-0.6b.yaml")))
                .contains("127.0.0.1/Qwen/Qwen3-0.6B-GGUF");
    }

    @Test
    void hubMayBeOfAnotherStyle() {
        assertThat(shell("modelscope=")
                        .ambo("models", "pull", "--allow-mismatch", "qwen3-0.6b")
                        .status())
                .isZero();
        assertThat(asked).containsExactly("/models/Qwen/Qwen3-0.6B-GGUF/resolve/master/Qwen3-0.6B-Q8_0.gguf null");
        for (var wrong : List.of("nothing", "https://user:secret@hub.example", "other=https://hub.example")) {
            var called = Called.in(folder.resolve("home"))
                    .with("AMBO_HUB", wrong)
                    .ambo("models", "pull", "--allow-mismatch", "qwen3-0.6b:Q8_0");
            assertThat(called.err()).doesNotContain("secret");
        }
    }

    @Test
    void hashOfTheFirstPullHoldsForTheNext() throws IOException {
        shell("").ambo("models", "pull", "--allow-mismatch", "qwen3-0.6b");
        var file = folder.resolve("home/weights/qwen3-0.6b-q8_0.gguf");
        Files.delete(file);
        content = MadeUpWeights.gguf(Map.of("general.architecture", "qwen4"));
        var other = shell("").ambo("models", "pull", "--allow-mismatch", "qwen3-0.6b");
        assertThat(other.status()).isEqualTo(3);
        assertThat(other.err()).contains("qwen3-0.6b-q8_0.gguf is not what it should be: its SHA-256");
        assertThat(file).doesNotExist();
        content = MadeUpWeights.gguf(Map.of("general.architecture", "qwen3"));
        assertThat(shell("")
                        .ambo("models", "pull", "--allow-mismatch", "qwen3-0.6b")
                        .status())
                .isZero();
    }

    @Test
    void anotherQuantisationTakesThePlaceAndTheSameOneLeavesTheRecordAsItIs() throws IOException {
        shell("").ambo("models", "pull", "--allow-mismatch", "glm-4-9b-0414", "--accept", "MIT");
        var weights = folder.resolve("home/weights");
        assertThat(weights.resolve("glm-4-9b-0414-q4_0.gguf")).exists();
        shell("").ambo("models", "pull", "--allow-mismatch", "glm-4-9b-0414:q4_k_m", "--accept", "MIT");
        assertThat(weights.resolve("glm-4-9b-0414-q4_k_m.gguf")).exists();
        assertThat(weights.resolve("glm-4-9b-0414-q4_0.gguf")).doesNotExist();
        var record = folder.resolve("home/models/glm-4-9b-0414.yaml");
        Files.writeString(record, Files.readString(record) + "slots: 1\n");
        Files.delete(weights.resolve("glm-4-9b-0414-q4_k_m.gguf"));
        assertThat(shell("")
                        .ambo("models", "pull", "--allow-mismatch", "glm-4-9b-0414:Q4_K_M", "--accept", "MIT")
                        .status())
                .isZero();
        assertThat(record).content().endsWith("slots: 1\n");
    }

    @Test
    void licenceThatMustBeAcceptedIsAcceptedByItsName() {
        var refused = shell("").ambo("models", "pull", "--allow-mismatch", "gemma-3-4b");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("Gemma", "ambo models pull gemma-3-4b --accept Gemma");
        assertThat(shell("")
                        .ambo("models", "pull", "--allow-mismatch", "gemma-3-4b", "--accept", "MIT")
                        .status())
                .isEqualTo(2);
        assertThat(asked).isEmpty();
        assertThat(shell("")
                        .ambo("models", "pull", "--allow-mismatch", "gemma-3-4b", "--accept", "gemma")
                        .status())
                .isZero();
    }

    @Test
    void whatIsNotKnownIsRefusedWithWhatIs() {
        assertThat(shell("")
                        .ambo("models", "pull", "--allow-mismatch", "qwen3-0.6")
                        .err())
                .contains("Did you mean \"qwen3-0.6b\"?");
        assertThat(shell("")
                        .ambo("models", "pull", "--allow-mismatch", "glm-4-9b-0414:Q2_K")
                        .err())
                .contains("Q4_0, Q4_K_M");
        assertThat(asked).isEmpty();
    }

    @Test
    void catalogueHasADozenModelsOfSixFamiliesEachWithWhereItsFiguresAreFrom() {
        var models = new CatalogReader(Set.of()).builtIn().openModels();
        assertThat(models).hasSizeGreaterThanOrEqualTo(12);
        assertThat(models.stream().map(OpenModel::family).distinct()).hasSizeGreaterThanOrEqualTo(6);
        assertThat(models).allSatisfy(model -> {
            assertThat(model.licence().source().source()).isNotBlank();
            assertThat(model.languages()).isNotEmpty();
            assertThat(model.files()).allMatch(file -> model.about(file).isPresent());
        });
        assertThat(models.stream().filter(model -> model.languages().contains("zh")))
                .hasSizeGreaterThanOrEqualTo(8);
    }
}
