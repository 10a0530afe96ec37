package io.ambo.engine.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What an engine and the code that runs it depend on: folders, variables, platform, clock, randomness, disk space.
 *
 * @param home the folder that everything is written below: {@code engines weights run logs}
 * @param variables environment variables: we look at {@code PATH} and {@code AMBO_PYTHON}, the package client and
 *     engines get the few that they need
 * @param platform the machine
 * @param time the clock
 * @param random randomness for the jitter of waits
 * @param backoff when an engine that exited is restarted
 * @param freeSpace the free space at a folder
 */
public record EngineEnvironment(
        Path home,
        Map<String, String> variables,
        Platform platform,
        EngineTime time,
        RandomGenerator random,
        RestartBackoff backoff,
        FreeSpace freeSpace) {

    public EngineEnvironment {
        home = home.toAbsolutePath().normalize();
        variables = Map.copyOf(variables);
    }

    /** The real ones. */
    public static EngineEnvironment of(Path home) {
        return new EngineEnvironment(
                home,
                System.getenv(),
                Platform.current(),
                EngineTime.system(),
                RandomGenerator.of("L64X128MixRandom"),
                RestartBackoff.usual(),
                folder -> Files.getFileStore(folder).getUsableSpace());
    }

    /** The variable's value, or empty; some systems do not mind the case of its name. */
    public String variable(String name) {
        return variables.entrySet().stream()
                .filter(entry -> platform.windows()
                        ? entry.getKey().equalsIgnoreCase(name)
                        : entry.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    public Path engines() {
        return home.resolve("engines");
    }

    public Path weights() {
        return home.resolve("weights");
    }

    public Path run() {
        return home.resolve("run");
    }

    public Path logs() {
        return home.resolve("logs");
    }

    /** Tells the bytes that may still be written at a folder. */
    @FunctionalInterface
    public interface FreeSpace {
        long at(Path folder) throws IOException;
    }
}
