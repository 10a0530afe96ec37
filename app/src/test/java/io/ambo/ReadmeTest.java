package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.platform.Home;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README shows is done as it stands, in both languages: commands, programs, the file of a provider. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final String ADDRESS = "http://127.0.0.1:8484";

    /** They go on serving; {@link DemoTest} and {@link ServeProcessTest} start them. */
    private static final List<String> SHOWN_ELSEWHERE = List.of("./ambo demo", "./ambo serve");

    @TempDir
    Path folder;

    private StandIn standIn;
    private LiveServer server;

    @BeforeEach
    void open() {
        standIn = StandIn.start();
        server = LiveServer.inFrontOf(standIn, home());
    }

    @AfterEach
    void close() {
        server.close();
        standIn.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void everyCommandDoesWhatItIsThereFor(String page) throws Exception {
        var done = new ArrayList<String>();
        for (var command : commands(page)) {
            done.add(done(command));
        }
        assertThat(done).filteredOn("curl"::equals).hasSize(1);
        assertThat(done).filteredOn("ambo"::equals).hasSize(3);
        assertThat(done).filteredOn("elsewhere"::equals).hasSize(SHOWN_ELSEWHERE.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void theProgramsGetAnAnswer(String page) {
        for (var python : blocks(page, "python")) {
            assertThat(ClientProcess.python().output("readme.py", here(python))).contains("What is a lighthouse?");
        }
        for (var javascript : blocks(page, "js")) {
            assertThat(ClientProcess.node().output("readme.mjs", here(javascript)))
                    .contains("What is a lighthouse?");
        }
        assertThat(blocks(page, "python")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void theFileOfAProviderAddsItsModel(String page) throws IOException {
        var file = blocks(page, "yaml").getFirst();
        assertThat(file).contains("key: ${env:ACME_API_KEY}", "${file:NAME}");
        Files.writeString(home().resolve("providers/acme.yaml"), file.replace("${env:ACME_API_KEY}", "${file:acme}"));
        Home.open(home())
                .writeAtomically(home().resolve("secrets/acme"), "sk-acme".getBytes(StandardCharsets.US_ASCII));
        server.close();
        server = LiveServer.open(home());
        assertThat(server.get("/v1/models/acme/acme-large").statusCode()).isEqualTo(200);
    }

    private Path home() {
        return folder.resolve("home");
    }

    private static List<String> blocks(String page, String language) {
        return BLOCK.matcher(Checkout.read(Path.of(page)))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private static List<String> commands(String page) {
        return blocks(page, "sh").stream()
                .flatMap(block -> block.replace("\\\n", " ").lines())
                .toList();
    }

    private String here(String text) {
        assertThat(text).contains(ADDRESS);
        return text.replace(ADDRESS, server.at("").toString());
    }

    private String done(String command) throws Exception {
        if (SHOWN_ELSEWHERE.contains(command)) {
            return "elsewhere";
        }
        if (command.startsWith("curl ")) {
            assertThat(ClientProcess.shell(folder, here(command))).containsPattern("\"finish_reason\": ?\"stop\"");
            return "curl";
        }
        ambo(command);
        return "ambo";
    }

    /** {@code ./ambo …}, or a text that is piped into it. */
    private void ambo(String command) {
        var pipe = command.split(" \\| ");
        var input = pipe.length == 1 ? "" : words(pipe[0]).getLast();
        var words = words(pipe[pipe.length - 1]);
        assertThat(words.getFirst()).as(command).isEqualTo("./ambo");
        var called = Called.in(home())
                .reading(input)
                .ambo(words.subList(1, words.size()).toArray(String[]::new));
        assertThat(called.status()).as(command + "\n" + called.err()).isZero();
        assertThat(called.out()).as(command).isNotBlank();
    }

    private static List<String> words(String command) {
        return WORD.matcher(command)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
    }
}
