package io.ambo.ledger;

import static io.ambo.ledger.SomeEntries.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.config.Settings;
import io.ambo.core.Clock;
import io.ambo.platform.Database;
import io.ambo.platform.DatabasePlace;
import io.ambo.platform.Home;
import io.ambo.platform.SettableClock;
import io.ambo.platform.Telemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledWriterTest {

    /** A program that records requests until it is killed, and reports each commit. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            var home = Home.open(Path.of(arguments[0]));
            var run = arguments[1];
            var ledger = Ledger.open(
                    home,
                    new Database(DatabasePlace.in(home)),
                    run,
                    Clock.system(),
                    new Telemetry(),
                    Settings.fallback().ledger());
            var journal = ledger.journal(0);
            while (true) {
                var id = SomeEntries.newId();
                journal.append(SomeEntries.opened(id, run));
                journal.commit();
                System.out.println("open " + id);
                journal.append(SomeEntries.served(id, run));
                journal.commit();
                System.out.println("closed " + id);
            }
        }
    }

    @TempDir
    Path folder;

    @Test
    void whatAKilledProcessCommittedIsThere() throws Exception {
        var home = Home.open(folder.resolve("home"));
        try (var database = new Database(DatabasePlace.in(home))) {
            for (var round = 1; round <= 4; round++) {
                var said = runAndKill(home, "run" + round, 40 * round * round);
                try (var offline = OfflineLedger.open(home, database, new SettableClock(NOON))) {
                    check(said, offline.entries());
                }
            }
        }
    }

    private static void check(List<String> said, Entries entries) {
        var open = "";
        for (var line : said) {
            var word = line.split(" ");
            if (word[0].equals("closed")) {
                assertThat(entries.find(word[1])).map(Entry::outcome).contains(Outcome.SERVED);
            } else {
                open = word[1];
            }
        }
        assertThat(entries.find(open)).map(Entry::outcome).isNotEqualTo(Optional.of(Outcome.OPEN));
        assertThat(entries.last(5000)).noneMatch(entry -> entry.outcome() == Outcome.OPEN);
    }

    /** The complete lines that it printed before it died. */
    private static List<String> runAndKill(Home home, String run, int lines) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        home.root().toString(),
                        run)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = new ArrayList<String>();
        try (var output = process.inputReader()) {
            while (said.size() < lines) {
                var line = output.readLine();
                assertThat(line).as("a line of the writer").isNotNull();
                said.add(line);
            }
            process.toHandle().destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            output.lines().forEach(said::add);
        } finally {
            process.destroyForcibly();
        }
        return said.stream().filter(line -> line.matches("(open|closed) .{26}")).toList();
    }
}
