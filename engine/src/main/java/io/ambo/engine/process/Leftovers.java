package io.ambo.engine.process;

import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.host.Folders;
import io.ambo.engine.host.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** Ends the engines that a crashed Ambo left running, and deletes their folders. Engines of a running Ambo are kept. */
record Leftovers(EngineEnvironment environment) {
    void sweep() throws IOException {
        for (Path folder : Folders.entries(environment.run())) {
            Path note = folder.resolve(RunFolder.NOTE);
            if (Files.isRegularFile(note)) {
                sweep(folder, read(note));
            }
        }
    }

    private static void sweep(Path folder, Properties note) throws IOException {
        if (identity(note, "owner").filter(ProcessIdentity::isAlive).isPresent()) {
            return;
        }
        identity(note, "child").filter(ProcessIdentity::isAlive).ifPresent(Leftovers::end);
        Optional<Path> socketFolder =
                Optional.ofNullable(note.getProperty("socket-folder")).map(Path::of);
        if (socketFolder.filter(Leftovers::ours).isPresent()) {
            Folders.delete(socketFolder.get());
        }
        Folders.delete(folder);
    }

    private static void end(ProcessIdentity child) {
        ProcessHandle.of(child.pid()).map(ProcessTree::new).ifPresent(ProcessTree::end);
    }

    private static boolean ours(Path folder) {
        Path name = folder.getFileName();
        return name != null && name.toString().startsWith(RunFolder.SHORT_PREFIX);
    }

    private static Optional<ProcessIdentity> identity(Properties note, String key) {
        return Optional.ofNullable(note.getProperty(key)).flatMap(ProcessIdentity::parse);
    }

    private static Properties read(Path note) throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(note)) {
            properties.load(in);
        }
        return properties;
    }
}
