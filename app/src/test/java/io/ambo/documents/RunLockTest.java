package io.ambo.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two programs do not mask into one folder at the same time. */
class RunLockTest {

    @TempDir
    private Path folder;

    /** Another program: tells whether it gets the lock of a file. */
    static final class OtherProgram {

        private OtherProgram() {}

        public static void main(String... words) throws IOException {
            try (var channel = FileChannel.open(Path.of(words[0]), StandardOpenOption.WRITE)) {
                System.out.print(channel.tryLock() == null ? "locked" : "free");
            }
        }
    }

    private String seenByAnother() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var journal = folder.resolve(RunJournal.NAME).toString();
        var other = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), OtherProgram.class.getName(), journal)
                .redirectErrorStream(true)
                .start();
        return new String(other.getInputStream().readAllBytes(), UTF_8);
    }

    @Test
    void anotherProgramFindsTheFolderLockedUntilTheRunIsOver() throws IOException {
        try (var run = RunJournal.open(folder, "settings")) {
            assertThat(run.finished()).isEmpty();
            assertThat(seenByAnother()).isEqualTo("locked");
        }
        assertThat(seenByAnother()).isEqualTo("free");
    }
}
