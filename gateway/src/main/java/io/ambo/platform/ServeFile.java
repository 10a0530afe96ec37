package io.ambo.platform;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;

/** The file {@code run/serve.json} (mode 0600), by which commands of the same user find a running server. */
public final class ServeFile {

    private final Path folder;
    private final Path file;

    ServeFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("serve.json");
    }

    /**
     * A running server.
     *
     * @param address its address, for example {@code http://127.0.0.1:8484}
     * @param pid its process id
     * @param token the token for {@code /api}
     */
    public record Server(URI address, long pid, Secret token) {}

    public void write(Server server) throws IOException {
        var members = new LinkedHashMap<String, Object>();
        members.put("address", server.address().toString());
        members.put("pid", server.pid());
        members.put("token", server.token().reveal());
        PrivateFiles.replace(file, FlatJson.write(members).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The server that wrote the file, if its process is alive and holds the home; a file left behind by a killed
     * process is ignored, even if another process has its id.
     */
    public Optional<Server> read() {
        try {
            var members = FlatJson.read(Files.readString(file));
            var pid = Long.parseLong(members.getOrDefault("pid", ""));
            if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty() || !HomeLock.isHeld(folder)) {
                return Optional.empty();
            }
            var address = URI.create(members.getOrDefault("address", ""));
            if (address.getHost() == null) {
                return Optional.empty();
            }
            return Optional.of(new Server(address, pid, new Secret(members.getOrDefault("token", ""))));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public void remove() throws IOException {
        Files.deleteIfExists(file);
    }
}
