package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.core.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A port that another program holds is told at once, before the engine is looked for. */
class TakenPortTest {

    @TempDir
    Path folder;

    @Test
    void aTakenPortIsToldBeforeAnythingElseIsRead() throws IOException {
        var engineTold = new ArrayList<String>();
        Files.createDirectories(folder.resolve("providers"));
        Files.writeString(folder.resolve("providers/broken.yaml"), "no provider");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(folder.resolve("ambo.yaml"), "port: " + taken.getLocalPort() + "\n");
            assertThatThrownBy(() -> LiveServer.open(folder, (model, state) -> engineTold.add(model)))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
        }
        assertThat(engineTold).isEmpty();
    }
}
