package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ambo.platform.Home;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every example of the help, in both languages, is called as it stands, one after the other, against a running house
 * with a stand-in behind it. Only names of files, ids, addresses and the model that needs the engine are those of
 * the test.
 */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class HelpExamplesTest {

    private static final byte[] WEIGHTS =
            MadeUpWeights.gguf(Map.of("general.architecture", "qwen3", "general.license", "mit"));

    private static final Set<String> FILES =
            Set.of("letter.txt", "answer.txt", "letter.map", "model.gguf", "qwen3-0.6b-q8_0.gguf");

    /** They start a server themselves, and go on until they are stopped. */
    private static final Map<String, String> LASTING =
            Map.of("serve", "Callers need a key", "demo", "Ambo goes on serving");

    @TempDir
    Path folder;

    private StandIn standIn;
    private LiveServer server;
    private HttpServer hub;
    private final Map<String, String> own = new HashMap<>();

    static Stream<String> commands() {
        return Example.keys().stream();
    }

    @BeforeEach
    void open() throws IOException {
        System.setProperty("ambo.standin", System.getProperty("java.class.path"));
        standIn = StandIn.start();
        server = LiveServer.inFrontOf(standIn, folder.resolve("home"));
        openHub();
        for (var file : FILES) {
            own.put(file, folder.resolve(file).toString());
            if (file.endsWith(".gguf")) {
                Files.write(folder.resolve(file), WEIGHTS);
            } else if (file.endsWith(".txt")) {
                Files.writeString(folder.resolve(file), "Call me at 13800000000, please.\n");
            }
        }
        Files.createDirectories(folder.resolve("letters"));
        Files.writeString(folder.resolve("letters/letter.txt"), "Call me at 13800000000, please.\n");
        own.put("letters", folder.resolve("letters").toString());
        own.put("masked", folder.resolve("masked").toString());
        own.put(
                "clinic.yaml",
                Files.writeString(folder.resolve("clinic.yaml"), "name: clinic\nextends: health\n")
                        .toString());
        own.put("embedded/smollm2-135m", "standin/standin-large");
        own.put("9000", "0");
        own.put("modelscope", "modelscope=" + hubAddress());
    }

    private void openHub() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, WEIGHTS.length);
            exchange.getResponseBody().write(WEIGHTS);
            exchange.close();
        });
        hub.start();
    }

    private String hubAddress() {
        return "http://127.0.0.1:" + hub.getAddress().getPort();
    }

    @AfterEach
    void close() {
        hub.stop(0);
        server.close();
        standIn.close();
    }

    @Test
    void everyCommandOfTheHelpHasExamples() {
        assertThat(Example.keys()).hasSizeGreaterThanOrEqualTo(29).contains("cli.ambo.examples", "cli.man.examples");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyExampleDoesWhatItIsThereFor(String key) throws Exception {
        prepare(key);
        for (var example : Example.of(key)) {
            var called = call(example.with(own));
            assertThat(called.status())
                    .as(example.written() + "\n" + called.out() + called.err())
                    .isEqualTo(status(example, called));
            assertThat(called.out() + called.err())
                    .as(example.written())
                    .isNotBlank()
                    .doesNotContain("?cli");
            if (example.written().contains(" > ") || example.written().contains(" >> ")) {
                assertThat(called.out()).as(example.written()).isNotBlank();
            }
            if (example.options().contains("--json") || example.written().endsWith(".json")) {
                assertThat(JsonMapper.shared().readTree(called.out()).isEmpty())
                        .as(example.written())
                        .isFalse();
            }
        }
    }

    /** What the examples of a command take to be there. */
    private void prepare(String key) throws IOException {
        if (key.matches("cli\\.(ambo|last|ledger.*|policy.*)\\.examples")) {
            assertThat(ambo().ambo("ask", "-m", "standin-large", "hello").status())
                    .isZero();
            own.put(
                    "01K9Z3",
                    server.server().ledger().entries().last(1).getFirst().id());
        } else if (key.matches("cli\\.keys-(list|limit|revoke)\\.examples")) {
            ambo().ambo("keys", "create", "laptop");
            var created = ambo().ambo("keys", "create", "desktop", "--json");
            own.put(
                    "key_7f3kq2mz",
                    JsonMapper.shared()
                            .readTree(created.out())
                            .get("key")
                            .get("id")
                            .asString());
        } else if (key.matches("cli\\.models-(remove|test)\\.examples")) {
            ambo().ambo("models", "add", folder.resolve("model.gguf").toString(), "--name", "mine");
        }
    }

    private Called.Shell ambo() {
        return Called.in(folder.resolve("home")).with("AMBO_HUB", hubAddress()).with("OLLAMA_HOST", "127.0.0.1:9");
    }

    private Called call(Example example) throws Exception {
        var words = words(example).toArray(String[]::new);
        var lasting = LASTING.get(words[0]);
        if (lasting != null && !example.options().contains("--exit")) {
            return Called.in(homeWithoutServer()).amboUntil(lasting, words);
        }
        if (lasting != null) {
            return Called.in(homeWithoutServer()).ambo(words);
        }
        if (example.options().contains("--follow")) {
            return ambo().amboUntil("Waiting for requests", words);
        }
        var shell = ambo().reading(input(example));
        example.variables().forEach((name, value) -> shell.with(name, own.getOrDefault(value, value)));
        return shell.ambo(words);
    }

    /** What the hub of this test has is far smaller than the real files, which a pull would refuse. */
    private static List<String> words(Example example) {
        var words = new ArrayList<>(example.words());
        if (words.size() > 1 && words.subList(0, 2).equals(List.of("models", "pull"))) {
            words.add("--allow-mismatch");
        }
        return words;
    }

    /** With a key, so that it may listen to other machines too. */
    private Path homeWithoutServer() throws IOException {
        var home = Home.open(folder.resolve("alone")).root();
        if (!Files.exists(home.resolve("ambo.yaml"))) {
            Files.writeString(home.resolve("ambo.yaml"), "port: 0\nlanes: 1\nengine: {enabled: false}\n");
            assertThat(Called.in(home).ambo("keys", "create", "laptop").status())
                    .isZero();
        }
        return home;
    }

    private static String input(Example example) throws IOException {
        if (example.input().isPresent()) {
            return Files.readString(Path.of(example.input().get()), StandardCharsets.UTF_8);
        }
        return example.words().equals(List.of("ask")) ? "What is a tree?\n" : "";
    }

    private static int status(Example example, Called called) {
        if (example.options().contains("--follow")) {
            return 130;
        }
        if (example.is("demo", "--exit")) {
            return 5;
        }
        // Settings can be tried only with an engine of one's own, which this house has not; BenchSettingsTest has one.
        if (example.options().contains("--try-settings")) {
            return 2;
        }
        return example.is("doctor") && called.out().contains("warning") ? 1 : 0;
    }
}
