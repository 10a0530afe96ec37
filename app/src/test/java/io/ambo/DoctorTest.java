package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code ambo doctor} sees on machines of several kinds. */
class DoctorTest {

    private static final String NOBODY = "127.0.0.1:9";

    private static final Map<String, String> OLLAMA = Map.of(
            "/api/version",
            "{\"version\":\"0.12.3\"}",
            "/api/tags",
            "{\"models\":[{\"name\":\"qwen3:4b\"},{\"name\":\"gpt-oss:120b-cloud\"},"
                    + "{\"name\":\"elsewhere:1b\",\"remote_host\":\"https://ollama.example\"}]}");

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void home() throws IOException {
        home = io.ambo.platform.Home.open(folder.resolve("home")).root();
        Files.writeString(home.resolve("ambo.yaml"), "port: 0\nengine: {python: /nowhere/python3}\n");
    }

    private Called doctor(String ollama, String... arguments) {
        var words = new java.util.ArrayList<String>();
        words.add("doctor");
        words.addAll(java.util.List.of(arguments));
        return Called.in(home).with("OLLAMA_HOST", ollama).ambo(words.toArray(String[]::new));
    }

    private static JsonNode finding(Called called, String code) {
        return JsonMapper.shared()
                .readTree(called.out())
                .get("findings")
                .valueStream()
                .filter(it -> it.get("code").asString().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " is not in " + called.out()));
    }

    private static HttpServer answering(Map<String, String> answers) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answers.forEach((path, json) -> server.createContext(path, exchange -> {
            var bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }));
        server.start();
        return server;
    }

    private static String host(HttpServer server) {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Test
    void machineWithNothingIsToldWhatIsMissingAndHowToMendIt() {
        var called = doctor(NOBODY, "--json");
        assertThat(called.status()).isEqualTo(1);
        assertThat(finding(called, "java").get("severity").asString()).isEqualTo("good");
        assertThat(finding(called, "python-missing").get("mend").asString()).contains("python3-pip");
        assertThat(finding(called, "key-unset").get("mend").asString()).contains("export ");
        assertThat(finding(called, "catalogue").get("severity").asString()).isEqualTo("good");
        assertThat(called.out()).contains("\"worst\":\"warning\"").doesNotContain("?cli");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsToldAndAFileThatIsNotThereYetIsNotMade() throws IOException {
        assertThat(finding(doctor(NOBODY, "--json"), "database-answers")
                        .get("severity")
                        .asString())
                .isEqualTo("good");
        assertThat(home.resolve("ledger/ambo.db")).doesNotExist();
        Files.writeString(
                home.resolve("ambo.yaml"),
                "port: 0\nledger: {storage: \"jdbc:postgresql://127.0.0.1:9/none\", user: ambo}\n");
        var called = doctor(NOBODY, "--json");
        assertThat(called.status()).isEqualTo(3);
        assertThat(finding(called, "database").get("words").asString())
                .contains("postgresql://127.0.0.1:9/none", "does not answer");
    }

    @Test
    void findingsAreATableInBothLanguagesThatKeepsItsWidth() {
        var english = doctor(NOBODY);
        assertThat(english.out()).contains("warning  python-missing", "→ Install Python 3 with pip");
        assertThat(english.err()).contains("see the warnings");
        var chinese = doctor(NOBODY, "--lang", "zh");
        assertThat(chinese.out()).contains("警告  python-missing", "→ 请安装带 pip 的 Python 3");
        assertThat(chinese.out().lines())
                .allMatch(
                        line -> line.codePoints().map(it -> it > 0x2E80 ? 2 : 1).sum() <= 100);
    }

    @Test
    void ollamaIsOfferedAndOnlyItsModelsThatRunHereAreWritten() throws IOException {
        var ollama = answering(OLLAMA);
        try {
            var file = home.resolve("providers/ollama.yaml");
            var seen = doctor(host(ollama), "--json");
            assertThat(finding(seen, "engine-new").get("mend").asString()).isEqualTo("ambo doctor --write");
            assertThat(finding(seen, "engine-cloud").get("words").asString())
                    .contains("gpt-oss:120b-cloud", "elsewhere:1b", "not private");
            assertThat(file).doesNotExist();
            var written = doctor(host(ollama), "--write", "--json");
            assertThat(finding(written, "engine-written").get("severity").asString())
                    .isEqualTo("good");
            assertThat(file).content().contains("kind: private", "\"qwen3:4b\"").doesNotContain("cloud", "elsewhere");
            var again = doctor(host(ollama), "--json");
            assertThat(finding(again, "engine-known").get("severity").asString())
                    .isEqualTo("good");
            assertThat(finding(again, "reachable").get("words").asString()).contains("ollama");
            assertThat(finding(again, "no-tier").get("words").asString()).contains("ollama/qwen3:4b");
        } finally {
            ollama.stop(0);
        }
    }

    @Test
    void personIsAskedBeforeAFileIsWritten() throws IOException {
        var ollama = answering(OLLAMA);
        try {
            var file = home.resolve("providers/ollama.yaml");
            var shell = Called.in(home).with("OLLAMA_HOST", host(ollama)).withAPerson();
            assertThat(shell.reading("\n").ambo("doctor").err()).contains("[y/N]");
            assertThat(file).doesNotExist();
            shell.reading("y\n").ambo("doctor");
            assertThat(file).exists();
        } finally {
            ollama.stop(0);
        }
    }

    @Test
    void brokenConfigurationIsSaidWithItsFileAndLineAndEndsWithThree() throws IOException {
        Files.createDirectories(home.resolve("providers"));
        Files.writeString(home.resolve("providers/ours.yaml"), "id: ours\nkinnd: closed\n");
        var called = doctor(NOBODY, "--json");
        assertThat(called.status()).isEqualTo(3);
        assertThat(finding(called, "configuration").get("words").asString()).contains("providers/ours.yaml:2", "kind");
        Files.writeString(home.resolve("ambo.yaml"), "prot: 1\n");
        assertThat(finding(doctor(NOBODY, "--json"), "settings").get("words").asString())
                .contains("ambo.yaml:1", "port");
    }

    @Test
    void whatIsUnsafeIsWarnedOf() throws IOException {
        Files.createDirectories(home.resolve("providers"));
        Files.writeString(home.resolve("providers/mine.yaml"), """
                id: mine
                kind: private
                dialect: openai-chat
                base-url: http://127.0.0.1:9/v1
                models:
                  - id: big-cloud
                    context: 4096
                """);
        Files.createDirectories(home.resolve("policies"));
        Files.writeString(
                home.resolve("policies/ours.yaml"),
                "name: ours\nextends: default\ntreatments: {closed: {L3: de-identify}}\n");
        Files.writeString(home.resolve("ambo.yaml"), "port: 0\nlisten: 0.0.0.0\n");
        Files.writeString(home.resolve("secrets/open"), "x");
        var called = doctor(NOBODY, "--json");
        for (var code :
                java.util.List.of("not-private", "policy-open", "listens-beyond", "secret-open", "unreachable")) {
            assertThat(finding(called, code).get("severity").asString())
                    .as(code)
                    .isEqualTo("warning");
            assertThat(finding(called, code).get("mend").asString()).isNotEmpty();
        }
    }
}
