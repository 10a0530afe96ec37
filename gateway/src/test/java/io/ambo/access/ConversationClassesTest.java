package io.ambo.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.DataClass;
import io.ambo.platform.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A conversation keeps the highest class that it has had: for its caller alone, after a restart too, and for a while. */
class ConversationClassesTest {

    private static final byte[] SECRET = "0123456789abcdef".getBytes(ISO_8859_1);

    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-12-01T10:00:00Z"));

    private ConversationClasses open(int most) throws IOException {
        return ConversationClasses.open(folder.resolve("conversations"), SECRET, clock, most);
    }

    @Test
    void aClassNeverFallsAndIsItsCallersOwn() throws IOException {
        try (var classes = open(10)) {
            classes.remember("ann", "trip", DataClass.L3);
            classes.remember("ann", "trip", DataClass.L1);
            classes.remember("ann", "plain", DataClass.L0);

            assertThat(classes.of("ann", "trip")).contains(DataClass.L3);
            assertThat(classes.of("ann", "plain")).isEmpty();
            assertThat(classes.of("ben", "trip")).isEmpty();
            assertThat(classes.of("an", "ntrip")).isEmpty();
        }
    }

    @Test
    void itSurvivesARestartAndNothingCanBeReadFromTheFile() throws IOException {
        try (var classes = open(10)) {
            classes.remember("ann", "confidential-trip", DataClass.L4);
        }
        assertThat(Files.readString(folder.resolve("conversations"), ISO_8859_1))
                .hasSize(24)
                .doesNotContain("trip");
        try (var classes = open(10)) {
            assertThat(classes.of("ann", "confidential-trip")).contains(DataClass.L4);
        }
        var other = ConversationClasses.open(
                folder.resolve("conversations"), "another secret..".getBytes(ISO_8859_1), clock, 10);
        assertThat(other.of("ann", "confidential-trip")).isEmpty();
        other.close();
    }

    @Test
    void theConversationsUsedLastAreKept() throws IOException {
        try (var classes = open(3)) {
            for (var name : new String[] {"a", "b", "c"}) {
                classes.remember("ann", name, DataClass.L2);
            }
            assertThat(classes.of("ann", "a")).isPresent();
            classes.remember("ann", "d", DataClass.L2);

            assertThat(classes.of("ann", "a")).isPresent();
            assertThat(classes.of("ann", "b")).isEmpty();
        }
        try (var classes = open(3)) {
            assertThat(classes).hasToString("3 conversations");
        }
    }

    @Test
    void itIsForgottenSomeTimeAfterItsLastUse() throws IOException {
        try (var classes = open(10)) {
            classes.remember("ann", "trip", DataClass.L3);
            clock.advance(Duration.ofDays(20));
            classes.remember("ann", "trip", DataClass.L1);
            clock.advance(Duration.ofDays(20));
            assertThat(classes.of("ann", "trip")).contains(DataClass.L3);
            clock.advance(Duration.ofDays(11));
            assertThat(classes.of("ann", "trip")).isEmpty();
            classes.remember("ann", "trip", DataClass.L1);
            assertThat(classes.of("ann", "trip")).contains(DataClass.L1);
        }
    }

    @Test
    void aHalfWrittenRecordIsLeftOutAndWrittenOver() throws IOException {
        var file = folder.resolve("conversations");
        try (var classes = open(10)) {
            classes.remember("ann", "trip", DataClass.L3);
        }
        Files.write(file, new byte[] {1, 2, 3, 4, 5}, StandardOpenOption.APPEND);
        try (var classes = open(10)) {
            assertThat(classes.of("ann", "trip")).contains(DataClass.L3);
            classes.remember("ann", "other", DataClass.L2);
        }
        try (var classes = open(10)) {
            assertThat(classes.of("ann", "trip")).contains(DataClass.L3);
            assertThat(classes.of("ann", "other")).contains(DataClass.L2);
        }
    }

    @Test
    void aFileThatWasTakenAwayIsWrittenAgainWhole() throws IOException {
        try (var classes = open(10)) {
            classes.remember("ann", "trip", DataClass.L3);
        }
        try (var classes = open(10)) {
            Files.delete(folder.resolve("conversations"));
            classes.remember("ann", "other", DataClass.L2);
        }
        try (var classes = open(10)) {
            assertThat(classes.of("ann", "trip")).contains(DataClass.L3);
            assertThat(classes.of("ann", "other")).contains(DataClass.L2);
        }
    }

    @Test
    void whatCannotBeWrittenIsWrittenWithTheNext() throws IOException {
        var file = folder.resolve("conversations");
        var classes = open(10);
        Files.delete(file);
        Files.createDirectory(file);
        classes.remember("ann", "trip", DataClass.L3);
        classes.close();
        Files.delete(file);
        Files.createFile(file);
        classes.close();
        try (var again = open(10)) {
            assertThat(again.of("ann", "trip")).contains(DataClass.L3);
        }
    }
}
