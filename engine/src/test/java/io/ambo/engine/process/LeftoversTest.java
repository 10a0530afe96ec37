package io.ambo.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.engine.host.EngineEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only what a dead Ambo left is ended, and a reused number is never taken for it. */
class LeftoversTest {
    private static final String DEAD = "999999999 1@nowhere";

    @TempDir
    Path home;

    private final Process bystander;

    LeftoversTest() throws IOException {
        bystander = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void endBystander() {
        bystander.destroyForcibly().onExit().join();
    }

    private Path note(String owner, String child) throws IOException {
        Path folder = Files.createDirectories(home.resolve("run/engine-1-x"));
        Files.writeString(folder.resolve(RunFolder.NOTE), "owner=" + owner + "\nchild=" + child + "\n");
        return folder;
    }

    private String identity() {
        return ProcessIdentity.of(bystander.pid()).orElseThrow().line();
    }

    private void sweep() throws IOException {
        new Leftovers(EngineEnvironment.of(home)).sweep();
    }

    @Test
    void childOfADeadAmboIsEnded() throws Exception {
        Path folder = note(DEAD, identity());
        sweep();
        assertThat(bystander.onExit().get(10, TimeUnit.SECONDS).exitValue()).isEqualTo(128 + 9);
        assertThat(folder).doesNotExist();
    }

    @Test
    void childOfALivingAmboIsLeftAlone() throws Exception {
        Path folder = note(ProcessIdentity.ours().line(), identity());
        sweep();
        assertThat(bystander.isAlive()).isTrue();
        assertThat(folder).exists();
    }

    @Test
    void strangerWithAReusedNumberIsLeftAlone() throws Exception {
        Path folder = note(DEAD, bystander.pid() + " 12345@another-boot");
        sweep();
        assertThat(bystander.isAlive()).isTrue();
        assertThat(folder).doesNotExist();
    }

    @Test
    void ownerWhoseNumberWasReusedCountsAsDead() throws Exception {
        note(ProcessHandle.current().pid() + " 12345@another-boot", identity());
        sweep();
        assertThat(bystander.onExit().get(10, TimeUnit.SECONDS).exitValue()).isEqualTo(128 + 9);
    }

    @Test
    void folderThatTheNoteNamesIsDeletedOnlyIfItIsOneOfOurs() throws Exception {
        Path other = Files.createDirectories(home.resolve("precious"));
        Path ours = Files.createDirectories(home.resolve("ambo-123"));
        Path folder = note(DEAD, DEAD);
        for (Path named : new Path[] {other, ours}) {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(RunFolder.NOTE), "owner=" + DEAD + "\nsocket-folder=" + named + "\n");
            sweep();
        }
        assertThat(other).exists();
        assertThat(ours).doesNotExist();
    }
}
