package io.ambo.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class BackgroundTest {

    /** The index of the nice value in {@code proc(5)}'s stat, counted after the program's name. */
    private static final int NICE = 18 - 2;

    @Test
    @EnabledOnOs(OS.LINUX)
    void itsThreadHasALowPriorityAndNoOtherHas() throws Exception {
        var before = nice();
        try (var background = new Background("test-background")) {
            assertThat(background.<Integer>call(BackgroundTest::nice)).isEqualTo(ThreadPriority.LOW);
        }
        assertThat(nice()).isEqualTo(before).isNotEqualTo(ThreadPriority.LOW);
    }

    @Test
    void itGivesWhatTheWorkGaveAndThrowsWhatItThrew() throws Exception {
        try (var background = new Background("test-background")) {
            assertThat(background.call(() -> Thread.currentThread().getName())).isEqualTo("test-background");
            assertThatThrownBy(() -> background.call(() -> {
                        throw new IOException("no");
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no");
            assertThat(background.call(() -> 1)).isOne();
        }
    }

    @Test
    void noVirtualThreadWaitsForIt() throws Exception {
        try (var background = new Background("test-background")) {
            var asked = new FutureTask<>(() -> background.call(() -> 1));
            Thread.ofVirtual().start(asked);
            assertThatThrownBy(asked::get).hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    private static int nice() throws IOException {
        var line = Files.readString(Path.of("/proc/thread-self/stat"));
        return Integer.parseInt(line.substring(line.lastIndexOf(')') + 2).split(" ")[NICE]);
    }
}
