package io.ambo.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What an engine finds around it.
 *
 * @param home the root of everything that is written: {@code engines weights run logs}
 * @param environment the variables: we look at {@code PATH} and {@code AMBO_PYTHON}, the package client and
 *     engines get the few that they need
 * @param platform the machine
 * @param time the clock
 * @param random the chance in waits
 * @param patience when a dead engine is started again
 * @param freeSpace the room left at a folder
 */
public record Surroundings(
        Path home,
        Map<String, String> environment,
        Platform platform,
        EngineTime time,
        RandomGenerator random,
        Patience patience,
        FreeSpace freeSpace) {

    public Surroundings {
        home = home.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
    }

    /** The real ones. */
    public static Surroundings of(Path home) {
        return new Surroundings(
                home,
                System.getenv(),
                Platform.current(),
                EngineTime.system(),
                RandomGenerator.of("L64X128MixRandom"),
                Patience.usual(),
                folder -> Files.getFileStore(folder).getUsableSpace());
    }

    /** The variable's value, or empty; some systems do not mind the case of its name. */
    String variable(String name) {
        return environment.entrySet().stream()
                .filter(entry -> platform.windows()
                        ? entry.getKey().equalsIgnoreCase(name)
                        : entry.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    Path engines() {
        return home.resolve("engines");
    }

    Path weights() {
        return home.resolve("weights");
    }

    Path run() {
        return home.resolve("run");
    }

    Path logs() {
        return home.resolve("logs");
    }

    /** Tells the bytes that may still be written at a folder. */
    @FunctionalInterface
    public interface FreeSpace {
        long at(Path folder) throws IOException;
    }
}
