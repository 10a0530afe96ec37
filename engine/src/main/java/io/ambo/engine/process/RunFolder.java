package io.ambo.engine.process;

import io.ambo.engine.host.EngineEnvironment;
import io.ambo.engine.host.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * The private folder of one engine instance: its socket, its script, and the note by which a later start recognises
 * what was left over.
 */
final class RunFolder implements AutoCloseable {
    /** The shortest limit for a socket's path among the systems we know is 104 bytes with the closing zero. */
    private static final int LONGEST_SOCKET = 100;

    static final String NOTE = "engine.process";
    static final String SHORT_PREFIX = "ambo-";

    private final Path folder;
    private final Optional<Path> socket;
    private final Properties note = new Properties();

    private RunFolder(Path folder, Optional<Path> socket) {
        this.folder = folder;
        this.socket = socket;
    }

    static RunFolder open(String id, EngineEnvironment environment) throws IOException {
        ProcessIdentity owner = ProcessIdentity.ours();
        Path folder = Folders.temporary(environment.run(), id + "-" + owner.pid() + "-");
        RunFolder opened = new RunFolder(folder, socketPath(folder, environment));
        opened.note.setProperty("owner", owner.line());
        opened.socket
                .map(Path::getParent)
                .filter(other -> !other.equals(folder))
                .ifPresent(other -> opened.note.setProperty("socket-folder", other.toString()));
        opened.write();
        return opened;
    }

    /** In the folder, or in a shorter one where that path is too long, or none. */
    private static Optional<Path> socketPath(Path folder, EngineEnvironment environment) throws IOException {
        if (!environment.platform().unix()) {
            return Optional.empty();
        }
        Path usual = folder.resolve("e.sock");
        if (fits(usual)) {
            return Optional.of(usual);
        }
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath();
        if (!fits(temporary.resolve(SHORT_PREFIX + "12345678901234567890/e.sock"))) {
            return Optional.empty();
        }
        return Optional.of(Folders.temporary(temporary, SHORT_PREFIX).resolve("e.sock"));
    }

    private static boolean fits(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET;
    }

    Path path() {
        return folder;
    }

    Optional<Path> socket() {
        return socket;
    }

    void noteChild(long pid) throws IOException {
        Optional<ProcessIdentity> child = ProcessIdentity.of(pid);
        if (child.isPresent()) {
            note.setProperty("child", child.get().line());
            write();
        }
    }

    private void write() throws IOException {
        Path written = folder.resolve(NOTE + ".new");
        try (var out = Files.newBufferedWriter(written)) {
            note.store(out, null);
        }
        Files.move(written, folder.resolve(NOTE), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        Optional<Path> other = socket.map(Path::getParent).filter(parent -> !parent.equals(folder));
        if (other.isPresent()) {
            Folders.delete(other.get());
        }
        Folders.delete(folder);
    }
}
