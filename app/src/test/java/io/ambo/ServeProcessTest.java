package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.platform.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ambo serve} as a process, steered by signals. */
@Timeout(120)
class ServeProcessTest {

    @TempDir
    Path folder;

    private Process ambo(String... arguments) throws IOException {
        var builder = new ProcessBuilder(ServerProcess.hearingSignals(ServerProcess.java(Main.class, arguments)));
        builder.environment().put("AMBO_HOME", folder.resolve("home").toString());
        builder.environment().put("AMBO_LANG", "en");
        return builder.start();
    }

    private Path home() throws IOException {
        var home = Home.open(folder.resolve("home")).root();
        Files.writeString(home.resolve("ambo.yaml"), "lanes: 1\nengine: {enabled: false}\n");
        return home;
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static String lineWith(String words, BufferedReader reader) throws IOException {
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.contains(words)) {
                return line;
            }
        }
        throw new AssertionError("it ended without saying: " + words);
    }

    @Test
    void oneLineSaysThatItIsReadyAndSignalsReloadAndStopIt() throws IOException, InterruptedException {
        var home = home();
        var process = ambo("serve", "--port", "0");
        try (var out = process.inputReader(StandardCharsets.UTF_8);
                var err = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine())
                    .matches("Ambo answers at http://127\\.0\\.0\\.1:\\d+/v1 \\(configuration [0-9a-f]{12}\\)");
            lineWith("No key exists", err);
            Files.createDirectories(home.resolve("providers"));
            Files.writeString(home.resolve("providers/bad.yaml"), "id: bad\nkindd: closed\n");
            signal(process, "HUP");
            assertThat(lineWith("providers/bad.yaml", err)).contains("kind");
            lineWith("stays in force", err);
            signal(process, "TERM");
            lineWith("Stopping", err);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(out.readLine()).isNull();
            assertThat(home.resolve("run/serve.json")).doesNotExist();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void configurationThatIsRefusedEndsWithThree() throws IOException, InterruptedException {
        Files.writeString(home().resolve("ambo.yaml"), "prt: 1\n");
        var process = ambo("serve");
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(3);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("ambo.yaml:1", "port");
    }

    @Test
    void anotherMachineIsNotServedWithoutAKey() throws IOException, InterruptedException {
        home();
        var process = ambo("serve", "--listen", "0.0.0.0", "--port", "0");
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(3);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("ambo keys create");
    }
}
