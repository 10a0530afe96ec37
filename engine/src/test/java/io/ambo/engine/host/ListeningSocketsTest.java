package io.ambo.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.engine.host.ListeningSockets.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeningSocketsTest {

    private static final String TABLE = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:2124 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1
               1: 0100007F:2125 00000000:0000 01 00000000:00000000 00:00000000 00000000     0        0 4712 1
            """;

    @TempDir
    Path proc;

    private void process(String pid, String name, String file) throws IOException {
        Files.createDirectories(proc.resolve(pid).resolve("fd"));
        Files.writeString(proc.resolve(pid).resolve("comm"), name + "\n");
        Files.createSymbolicLink(proc.resolve(pid).resolve("fd/3"), Path.of(file));
    }

    private Optional<Owner> owner(int port) {
        return ListeningSockets.at(port, proc).flatMap(ListeningSockets::owner);
    }

    @Test
    void whoListensAtAPortIsNamed() throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(proc.resolve("net/tcp"), TABLE);
        process("41", "other", "socket:[4710]");
        process("42", "nginx", "socket:[4711]");
        process("43", "client", "socket:[4712]");
        assertThat(owner(8484)).contains(new Owner(42, "nginx"));
        assertThat(owner(8485)).as("it does not listen").isEmpty();
        assertThat(owner(8486)).isEmpty();
    }

    @Test
    void whereTheSystemDoesNotTellNobodyIsNamed() {
        assertThat(ListeningSockets.at(8484, proc.resolve("none"))).isEmpty();
    }
}
