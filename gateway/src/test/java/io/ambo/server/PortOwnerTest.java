package io.ambo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortOwnerTest {

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

    @Test
    void whoListensAtAPortIsNamed() throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(proc.resolve("net/tcp"), TABLE);
        process("41", "other", "socket:[4710]");
        process("42", "nginx", "socket:[4711]");
        process("43", "client", "socket:[4712]");
        assertThat(PortOwner.of(8484, proc)).contains(new PortOwner(42, "nginx"));
        assertThat(PortOwner.of(8485, proc)).as("it does not listen").isEmpty();
        assertThat(PortOwner.of(8486, proc)).isEmpty();
    }

    @Test
    void whereTheSystemDoesNotTellNobodyIsNamed() {
        assertThat(PortOwner.of(8484, proc.resolve("none"))).isEmpty();
    }

    @Test
    void anAddressOfAllIsPrintedAsOneThatCanBeUsed() throws IOException {
        var all = ListenAddresses.of(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 8484));
        assertThat(all.getFirst()).hasToString("http://127.0.0.1:8484");
        assertThat(all).noneMatch(uri -> uri.getHost().contains(":"));
        var one = new InetSocketAddress(InetAddress.getByName("::1"), 8484);
        assertThat(ListenAddresses.of(one)).extracting("authority").containsExactly("[0:0:0:0:0:0:0:1]:8484");
        assertThat(ListenAddresses.written(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 80)))
                .isEqualTo("127.0.0.1:80");
    }
}
