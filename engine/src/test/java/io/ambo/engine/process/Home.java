package io.ambo.engine.process;

import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.host.EngineTime;
import io.ambo.engine.host.Folders;
import io.ambo.engine.host.Platform;
import io.ambo.engine.host.RestartBackoff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.random.RandomGenerator;

/** Homes for engines under test, and what is to be seen in them. */
public final class Home {
    private Home() {}

    public static EngineEnvironment withFakeEngine(Path home) throws IOException {
        Files.createDirectories(home.resolve("engines/fake-1"));
        Files.writeString(home.resolve("model"), "weights");
        return EngineEnvironment.of(home);
    }

    public static EngineEnvironment with(EngineEnvironment like, EngineTime time, RestartBackoff backoff) {
        return new EngineEnvironment(
                like.home(), like.variables(), like.platform(), time, seeded(), backoff, like.freeSpace());
    }

    public static EngineEnvironment with(EngineEnvironment like, Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(like.variables());
        environment.putAll(variables);
        return new EngineEnvironment(
                like.home(), environment, like.platform(), like.time(), seeded(), like.backoff(), like.freeSpace());
    }

    public static EngineEnvironment on(EngineEnvironment like, Platform platform) {
        return new EngineEnvironment(
                like.home(), like.variables(), platform, like.time(), seeded(), like.backoff(), like.freeSpace());
    }

    public static EngineEnvironment with(EngineEnvironment like, EngineEnvironment.FreeSpace freeSpace) {
        return new EngineEnvironment(
                like.home(), like.variables(), like.platform(), like.time(), seeded(), like.backoff(), freeSpace);
    }

    private static RandomGenerator seeded() {
        return new java.util.Random(1);
    }

    /** Where fetched things are kept between tests and runs. */
    public static Path cache() {
        return Path.of(System.getProperty("ambo.engine.cache", "target/engine-cache"))
                .toAbsolutePath();
    }

    /** A home of its own whose engines and weights are those of the cache. */
    public static EngineEnvironment sharingCache(Path home) throws IOException {
        for (String shared : List.of("engines", "weights")) {
            Files.createDirectories(cache().resolve(shared));
            Files.createSymbolicLink(home.resolve(shared), cache().resolve(shared));
        }
        return EngineEnvironment.of(home);
    }

    /** The engine's process that the notes in the home speak of. */
    public static Optional<ProcessHandle> child(Path home) throws IOException {
        for (Path folder : Folders.entries(home.resolve("run"))) {
            Properties note = new Properties();
            try (var in = Files.newBufferedReader(folder.resolve(RunFolder.NOTE))) {
                note.load(in);
            }
            String child = note.getProperty("child");
            if (child != null) {
                return ProcessIdentity.parse(child).flatMap(identity -> ProcessHandle.of(identity.pid()));
            }
        }
        return Optional.empty();
    }
}
