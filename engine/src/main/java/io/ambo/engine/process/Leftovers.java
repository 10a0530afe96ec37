package io.ambo.engine.process;

import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.host.Folders;
import io.ambo.engine.host.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** Ends what an Ambo that died left running, and deletes its folders. A living Ambo's engines are left alone. */
record Leftovers(EngineEnvironment surroundings) {
    void sweep() throws IOException {
        for (Path folder : Folders.entries(surroundings.run())) {
            Path note = folder.resolve(RunFolder.NOTE);
            if (Files.isRegularFile(note)) {
                sweep(folder, read(note));
            }
        }
    }

    private static void sweep(Path folder, Properties note) throws IOException {
        if (identity(note, "owner").filter(ProcessIdentity::lives).isPresent()) {
            return;
        }
        identity(note, "child").filter(ProcessIdentity::lives).ifPresent(Leftovers::end);
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
