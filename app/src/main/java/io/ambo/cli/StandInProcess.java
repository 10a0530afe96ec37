package io.ambo.cli;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.platform.PrivateFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The stand-in for a closed model, as a process of its own that records every byte it gets. It ends when its standard
 * input does, so it never outlives this process, however that ends.
 */
final class StandInProcess implements AutoCloseable {

    /** The system property with the stand-in's class path. */
    static final String CLASS_PATH = "ambo.standin";

    private static final String MAIN = "io.ambo.standin.Main";
    private static final String READY = "ready ";
    private static final String FOLDER = "demo-";
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 5;

    private static final String PROVIDER = """
            # Made by "ambo demo" for as long as it runs. No real model is behind it: it repeats what it is told.
            id: standin
            kind: closed
            dialect: openai-chat
            base-url: ADDRESS/v1
            key: ${file:../run/FOLDER/key}
            data-terms: {trains-on-inputs: false, retention-days: 0, source: "a stand-in on this machine; it records what it gets, for the demo to show", read: 2026-11-20}
            models:
              - id: standin-large
                context: 128000
                max-output: 4096
                capabilities: [tools, json]
                languages: [en, zh]
                tier: {value: 3, source: made up for the demo, read: 2026-11-20}
                price: {currency: USD, per: 1000000, input: 2.50, output: 10.00, since: 2026-01-01, source: made up for the demo, read: 2026-11-20}
            """;

    private final Process process;
    private final Path folder;

    private StandInProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** Starts it; {@code run} is the folder for what lives as long as a process. */
    static StandInProcess start(Path run) {
        var path = Optional.ofNullable(System.getProperty(CLASS_PATH))
                .filter(it -> !it.isBlank())
                .orElseThrow(() -> Refusal.of(Reason.BAD_CONFIGURATION, "cli.demo.no-stand-in"));
        try {
            sweep(run);
            var folder = Files.createDirectories(
                    run.resolve(FOLDER + ProcessHandle.current().pid()));
            var standIn = new StandInProcess(launched(path, folder), folder);
            standIn.announce();
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process launched(String path, Path folder) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        path,
                        MAIN,
                        "--port",
                        "0",
                        "--exit-with-stdin",
                        "--record",
                        folder.resolve("records").toString())
                .redirectError(Redirect.to(folder.resolve("standin.log").toFile()))
                .start();
    }

    /** Waits until it says where it listens, and writes the provider's file. */
    private void announce() throws IOException {
        var line = CompletableFuture.supplyAsync(this::firstLine);
        try {
            var ready = line.get(START_SECONDS, TimeUnit.SECONDS);
            if (ready.startsWith(READY)) {
                var providers = Files.createDirectories(overlay().resolve("providers"));
                var address = ready.substring(READY.length());
                PrivateFiles.replace(folder.resolve("key"), "any-key-will-do".getBytes(StandardCharsets.US_ASCII));
                Files.writeString(providers.resolve("standin.yaml"), file(address));
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException _) {
            // said below
        }
        close();
        throw Refusal.of(Reason.BAD_CONFIGURATION, "cli.demo.stand-in-failed");
    }

    private String file(String address) {
        return PROVIDER.replace("ADDRESS", address).replace("FOLDER", String.valueOf(folder.getFileName()));
    }

    private String firstLine() {
        try {
            var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            return Optional.ofNullable(reader.readLine()).orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** A folder to lay over the home's configuration. */
    Path overlay() {
        return folder.resolve("overlay");
    }

    /** The bodies of all requests that it got so far, the oldest first. */
    List<byte[]> recorded() {
        var records = folder.resolve("records");
        if (!Files.isDirectory(records)) {
            return List.of();
        }
        try (var files = Files.list(records)) {
            return files.filter(file -> file.toString().endsWith(".body"))
                    .sorted()
                    .map(StandInProcess::bytes)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
            }
            delete(folder);
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Takes away what demos that were killed left behind. */
    private static void sweep(Path run) throws IOException {
        try (var folders = Files.list(run)) {
            for (var old : folders.filter(StandInProcess::isLeftOver).toList()) {
                delete(old);
            }
        }
    }

    private static boolean isLeftOver(Path folder) {
        var name = String.valueOf(folder.getFileName());
        return name.matches(FOLDER + "[0-9]{1,18}")
                && ProcessHandle.of(Long.parseLong(name.substring(FOLDER.length())))
                        .isEmpty();
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path visited, @org.jspecify.annotations.Nullable IOException failed) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
