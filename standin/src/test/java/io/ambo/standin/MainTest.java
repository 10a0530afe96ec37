package io.ambo.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private static ProcessBuilder program(String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command);
    }

    private static boolean ends(Process process) throws InterruptedException {
        return process.waitFor(30, TimeUnit.SECONDS);
    }

    @Test
    void programAnswersRecordsAndEndsWithItsInput(@TempDir Path folder) throws Exception {
        ProcessBuilder builder =
                program("--port", "0", "--record", folder.toString(), "--key", "STANDIN_KEY", "--exit-with-stdin");
        builder.environment().put("STANDIN_KEY", "secret");
        Process process = builder.start();
        try (BufferedReader output = process.inputReader()) {
            String ready = output.readLine();
            assertThat(ready).matches("ready http://127\\.0\\.0\\.1:[0-9]+");
            assertThat(status(ready.substring(6), "Bearer other")).isEqualTo(401);
            assertThat(status(ready.substring(6), "Bearer secret")).isEqualTo(200);
            assertThat(Files.readString(folder.resolve("000002.head"))).startsWith("GET /v1/models HTTP/1.1\r\n");
            process.getOutputStream().close();
            assertThat(ends(process)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(output.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    private static int status(String address, String authorization) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/v1/models"))
                    .header("Authorization", authorization)
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void unknownOptionEndsWithTwoAndAMessage() throws Exception {
        Process process = program("--prot", "1").start();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(ends(process)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(said).contains("unknown option --prot").contains("--exit-with-stdin");
    }
}
