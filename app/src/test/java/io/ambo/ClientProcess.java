package io.ambo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * OpenAI's or Anthropic's own library of another language, in a process of its own: installed once into the build folder in the version
 * that the sources pin, and asked through a short script.
 */
final class ClientProcess {

    private static final Path SOURCES = Path.of("src/test").toAbsolutePath();
    private static final Path BUILD = Path.of("target").toAbsolutePath();
    private static final long INSTALL_MINUTES = 5;
    private static final long RUN_MINUTES = 2;

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path folder;

    private ClientProcess(List<String> command, Map<String, String> environment, Path folder) {
        this.command = command;
        this.environment = environment;
        this.folder = folder;
    }

    /** The {@code openai} package of PyPI. */
    static ClientProcess python() {
        return python("openai_client.py");
    }

    /** The {@code anthropic} package of PyPI. */
    static ClientProcess anthropicPython() {
        return python("anthropic_client.py");
    }

    private static ClientProcess python(String script) {
        var folder = BUILD.resolve("python-client");
        var pins = SOURCES.resolve("python/clients.txt");
        install(
                folder,
                pins,
                List.of(
                        "python3",
                        "-m",
                        "pip",
                        "install",
                        "--quiet",
                        "--disable-pip-version-check",
                        "--target",
                        ".",
                        "-r",
                        pins.toString()));
        return new ClientProcess(
                List.of("python3", SOURCES.resolve("python").resolve(script).toString()),
                Map.of("PYTHONPATH", folder.toString(), "PYTHONDONTWRITEBYTECODE", "1"),
                folder);
    }

    /** The {@code openai} package of npm. */
    static ClientProcess node() {
        return node("openai_client.mjs");
    }

    /** The {@code @anthropic-ai/sdk} package of npm. */
    static ClientProcess anthropicNode() {
        return node("anthropic_client.mjs");
    }

    private static ClientProcess node(String script) {
        var folder = BUILD.resolve("node-client");
        var pins = SOURCES.resolve("node/package.json");
        install(folder, pins, List.of("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--silent"));
        copy(SOURCES.resolve("node").resolve(script), folder.resolve(script));
        return new ClientProcess(List.of("node", script), Map.of(), folder);
    }

    /** Done once for each content of the pins. */
    private static void install(Path folder, Path pins, List<String> command) {
        var installed = folder.resolve("installed-" + pins.getFileName());
        try {
            Files.createDirectories(folder);
            if (Files.exists(installed) && Files.readString(installed).equals(Files.readString(pins))) {
                return;
            }
            copy(pins, folder.resolve(pins.getFileName()));
            run(command, Map.of(), folder, "", INSTALL_MINUTES);
            copy(pins, installed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.write(to, Files.readAllBytes(from));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the script saw. */
    JsonNode see(String what, LiveServer server, String key, String model, String text) {
        var words = new ArrayList<>(command);
        words.addAll(List.of(what, server.at("/v1").toString(), model));
        var json = new ObjectMapper();
        var given = json.writeValueAsString(Map.of("key", key, "text", text));
        return json.readTree(run(words, environment, folder, given, RUN_MINUTES));
    }

    /** What a program of somebody else's says that uses the library. */
    String output(String file, String program) {
        try {
            Files.writeString(folder.resolve(file), program);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return run(List.of(command.getFirst(), file), environment, folder, "", RUN_MINUTES);
    }

    /** What a line says that somebody types. */
    static String shell(Path folder, String line) {
        return run(List.of("sh", "-c", line), Map.of(), folder, "", RUN_MINUTES);
    }

    private static String run(
            List<String> command, Map<String, String> environment, Path folder, String input, long minutes) {
        try {
            var errors = Files.createTempFile(folder, "client", ".err");
            var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var said = ended(process, minutes) ? "" : Files.readString(errors) + output;
            Files.delete(errors);
            if (!said.isEmpty()) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + said);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean ended(Process process, long minutes) {
        try {
            if (process.waitFor(minutes, TimeUnit.MINUTES)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly().waitFor();
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new IllegalStateException(e);
        }
    }
}
