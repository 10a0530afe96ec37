package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five thousand connections on which nothing happens, at a server in a process of its own. */
class ManyIdleTest {

    private static final int MANY = 5_000;
    private static final String HELLO = """
            {"model":"standin-large","messages":[{"role":"user","content":"Say hello."}]}""";

    @TempDir
    Path folder;

    private StandIn standIn;
    private ServerProcess server;

    @BeforeEach
    void open() throws IOException {
        standIn = StandIn.start();
        LiveServer.inFrontOf(standIn, folder).close();
        Files.writeString(
                folder.resolve("ambo.yaml"),
                "port: 0\nlanes: 2\nengine: {enabled: false}\nlimits: {connections: 6000}\n");
        server = ServerProcess.start(folder);
    }

    @AfterEach
    void close() {
        server.close();
        standIn.close();
    }

    /** Kilobytes of memory that the process holds now. */
    private long memory() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.process().pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void fiveThousandIdleConnectionsHoldLittleMemoryAndKeepNobodyOut() throws IOException {
        var port = server.at("/").getPort();
        var idle = new ArrayList<RawCaller>();
        try (var caller = new RawCaller(port)) {
            assertThat(caller.send(RawCaller.post(HELLO)).answer().status()).isEqualTo(200);
            var before = memory();
            for (var i = 0; i < MANY; i++) {
                idle.add(new RawCaller(port));
            }
            for (var i = 0; i < 20; i++) {
                assertThat(caller.send(RawCaller.post(HELLO)).answer().status()).isEqualTo(200);
            }
            assertThat(idle.getLast().send(RawCaller.post(HELLO)).answer().status())
                    .isEqualTo(200);
            assertThat(memory() - before).as("KiB for all of them").isLessThan(16L * MANY);
        } finally {
            for (var connection : idle) {
                connection.close();
            }
        }
    }
}
