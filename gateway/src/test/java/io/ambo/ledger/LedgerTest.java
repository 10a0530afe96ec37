package io.ambo.ledger;

import static io.ambo.ledger.SomeEntries.NOON;
import static io.ambo.ledger.SomeEntries.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.Await;
import io.ambo.config.Settings;
import io.ambo.core.Language;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.platform.Database;
import io.ambo.platform.DatabaseFailure;
import io.ambo.platform.DatabasePlace;
import io.ambo.platform.Home;
import io.ambo.platform.Secret;
import io.ambo.platform.ServeFile;
import io.ambo.platform.SettableClock;
import io.ambo.platform.Telemetry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NOON);
    private final Telemetry telemetry = new Telemetry();
    private Home home;
    private Database database;

    @BeforeEach
    void open() {
        home = Home.open(folder.resolve("home"));
        database = new Database(DatabasePlace.in(home));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aClosedEntryIsVisibleAtOnce() throws IOException {
        try (var ledger = open("run1")) {
            var journal = ledger.journal(0);
            var id = newId();
            journal.append(SomeEntries.opened(id, "run1"));
            journal.commit();
            assertThat(ledger.entries().find(id)).map(Entry::outcome).contains(Outcome.OPEN);
            journal.append(SomeEntries.served(id, "run1"));
            journal.commit();
            assertThat(ledger.entries().last(1)).containsExactly(SomeEntries.served(id, "run1"));
            assertThat(ledger.entries().count()).isEqualTo(1);
        }
    }

    @Test
    void aJournalThatIsTakenAwayFromARunningServerLosesNothingAndAnotherIsBegun() throws IOException {
        var limits = new Ledger.Limits(1 << 30, Duration.ofMillis(5), Duration.ofHours(1), JournalFile::onDisk);
        var entered = new HashSet<String>();
        try (var ledger = Ledger.open(home, database, "run1", clock, telemetry, limits)) {
            var journal = ledger.journal(0);
            entered.add(entered(journal));
            var taken = journalFiles();
            for (var file : taken) {
                Files.delete(file);
            }
            Await.until("a new journal file", () -> {
                entered.add(entered(journal));
                return !journalFiles().isEmpty();
            });
            assertThat(journalFiles()).doesNotContainAnyElementsOf(taken);
            assertThat(ledger.entries().count()).isEqualTo(entered.size());
            assertThat(ledger.damages()).isEmpty();
        }
        assertThat(journalFiles()).isEmpty();
        try (var offline = OfflineLedger.open(home, database, clock)) {
            assertThat(offline.entries().count()).isEqualTo(entered.size());
        }
    }

    @Test
    void aLedgerThatCouldNotBeWrittenSaysSoUntilThereIsRoomAgainThoughNobodyTries() throws IOException {
        var small = new SmallDisk(Segment.HEAD + 10);
        var limits = new Ledger.Limits(1 << 20, Duration.ofMillis(5), Duration.ofHours(1), small);
        try (var ledger = Ledger.open(home, database, "run1", clock, telemetry, limits)) {
            var journal = ledger.journal(0);
            assertThat(ledger.writable()).isTrue();
            journal.append(SomeEntries.opened(newId(), "run1"));
            assertThatThrownBy(journal::commit).isInstanceOf(IOException.class);
            journal.commit();
            assertThat(ledger.writable()).isFalse();
            small.room = 1 << 20;
            Await.until("the ledger can be written", ledger::writable);
            assertThat(home.ledger().resolve("journal/trial")).doesNotExist();
            entered(journal);
            assertThat(ledger.entries().count()).isEqualTo(1);
        }
    }

    private static String entered(Journal journal) throws IOException {
        var id = newId();
        journal.append(SomeEntries.served(id, "run1"));
        journal.commit();
        return id;
    }

    @Test
    void afterAnOrderlyEndNoJournalIsLeft() throws IOException {
        try (var ledger = open("run1")) {
            for (var lane = 0; lane < 3; lane++) {
                var journal = ledger.journal(lane);
                for (var i = 0; i < 20; i++) {
                    journal.append(SomeEntries.served(newId(), "run1"));
                    journal.commit();
                }
            }
            assertThat(journalFiles()).isNotEmpty();
        }
        assertThat(journalFiles()).isEmpty();
        try (var offline = OfflineLedger.open(home, database, clock)) {
            assertThat(offline.entries().count()).isEqualTo(60);
        }
    }

    @Test
    void aDeadRunsOpenEntriesAreClosedByTheNext() throws IOException {
        var served = newId();
        var left = newId();
        leaveBehind(
                "dead",
                SomeEntries.opened(served, "dead"),
                SomeEntries.served(served, "dead"),
                SomeEntries.opened(left, "dead"));
        clock.advance(Duration.ofHours(1));
        try (var ledger = open("next")) {
            assertThat(ledger.entries().find(served)).map(Entry::outcome).contains(Outcome.SERVED);
            var interrupted = ledger.entries().find(left).orElseThrow();
            assertThat(interrupted.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(interrupted.code()).isEqualTo(Ledger.INTERRUPTED);
            assertThat(interrupted.closedAt()).contains(NOON.plus(Duration.ofHours(1)));
            assertThat(interrupted.cost()).contains(SomeEntries.RESERVED);
        }
    }

    @Test
    void withoutAServerTheLedgerReadsWhatAKillLeft() throws IOException {
        var id = newId();
        leaveBehind("dead", SomeEntries.opened(id, "dead"));
        try (var offline = OfflineLedger.open(home, database, clock)) {
            assertThat(offline.entries().find(id.substring(0, 20).toLowerCase(Locale.ROOT)))
                    .map(Entry::code)
                    .contains(Ledger.INTERRUPTED);
        }
        assertThat(journalFiles()).isEmpty();
    }

    @Test
    void besideAServerTheOfflineLedgerSaysWhomToAsk() throws IOException {
        try (var lock = home.lock()) {
            home.serveFile()
                    .write(new ServeFile.Server(
                            URI.create("http://127.0.0.1:8484"),
                            ProcessHandle.current().pid(),
                            new Secret("t")));
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> OfflineLedger.open(home, database, clock))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.in(Language.EN))
                                    .contains(
                                            Long.toString(
                                                    ProcessHandle.current().pid()),
                                            "http://127.0.0.1:8484"));
        }
    }

    @Test
    void anIdThatFitsTwiceIsRefused() throws IOException {
        try (var ledger = open("run1")) {
            var journal = ledger.journal(0);
            journal.append(SomeEntries.served("01KB9Q4V3NZX6W3M5A7T8R2C1D", "run1"));
            journal.append(SomeEntries.served("01KB9Q4V3NZX6W3M5A7T8R2C1E", "run1"));
            journal.commit();
            var entries = ledger.entries();
            assertThatThrownBy(() -> entries.find("01KB9Q4V3N")).isInstanceOf(Refusal.class);
            assertThat(entries.find("02")).isEmpty();
        }
    }

    @Test
    void aDatabaseThatIsAwayHoldsUpNoLane() throws IOException {
        var nowhere = new Database(DatabasePlace.postgresql(
                "postgresql://127.0.0.1:1/none?connectTimeout=1&loginTimeout=1", "nobody", new Secret("x")));
        try (var ledger = Ledger.open(
                home, nowhere, "run1", clock, telemetry, Settings.fallback().ledger())) {
            var journal = ledger.journal(0);
            for (var i = 0; i < 100; i++) {
                journal.append(SomeEntries.served(newId(), "run1"));
                journal.commit();
            }
            assertThatThrownBy(ledger::awaitDrained).isInstanceOf(DatabaseFailure.class);
            assertThat(metrics()).containsPattern("ambo_journal_lag_bytes [1-9]");
        }
        assertThat(journalFiles()).isNotEmpty();
        try (var offline = OfflineLedger.open(home, database, clock)) {
            assertThat(offline.entries().count()).isEqualTo(100);
        }
    }

    @Test
    void theIntervalsAreThoseOfTheSettings() {
        var usual = Settings.fallback().ledger();
        var settings = new Settings.Ledger(
                usual.storage(),
                usual.user(),
                usual.password(),
                Duration.ofSeconds(7),
                Duration.ofSeconds(3),
                Settings.Retention.EVERYTHING);
        var limits = Ledger.Limits.of(settings);
        assertThat(limits.drainEvery()).isEqualTo(Duration.ofSeconds(7));
        assertThat(limits.syncEvery()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void readersAndLanesDoNotDisturbEachOther() throws Exception {
        var perLane = 400;
        var limits = new Ledger.Limits(8192, Duration.ofMillis(5), Duration.ofMillis(1), JournalFile::onDisk);
        try (var ledger = Ledger.open(home, database, "run1", clock, telemetry, limits);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var lanes = new ArrayList<Callable<Integer>>();
            for (var lane = 0; lane < 3; lane++) {
                var journal = ledger.journal(lane);
                lanes.add(() -> write(journal, perLane));
            }
            for (var reader = 0; reader < 2; reader++) {
                lanes.add(() -> readWhile(ledger, 3L * perLane));
            }
            for (var done : threads.invokeAll(lanes)) {
                assertThat(done.get()).isEqualTo(1);
            }
            assertThat(ledger.entries().count()).isEqualTo(3L * perLane);
            assertThat(ledger.damages()).isEmpty();
        }
        assertThat(journalFiles()).isEmpty();
    }

    @Test
    void metricsTellOutcomesTokensAndCost() throws IOException {
        try (var ledger = open("run1")) {
            var journal = ledger.journal(0);
            var id = newId();
            journal.append(SomeEntries.opened(id, "run1"));
            journal.append(SomeEntries.served(id, "run1"));
            journal.commit();
            ledger.refusedCallers().count("192.0.2.1", Reason.MISSING_KEY);
        }
        assertThat(metrics())
                .contains("ambo_requests_total{destination_kind=\"closed\",error_type=\"\",outcome=\"served\"} 1.0")
                .contains(
                        "gen_ai_client_token_usage_total{gen_ai_response_model=\"acme/acme-large\",gen_ai_token_type=\"input\"} 100.0")
                .contains("ambo_cost_total{currency=\"USD\",gen_ai_response_model=\"acme/acme-large\"} 1.234E-6")
                .contains("gen_ai_server_time_to_first_token_seconds_bucket")
                .contains("ambo_journal_lag_bytes 0.0")
                .contains("ambo_refused_callers_total 1.0")
                .doesNotContain("upstream_errors_total{");
        try (var offline = OfflineLedger.open(home, database, clock)) {
            assertThat(offline.entries().refusedCallers(9))
                    .extracting(RefusedCaller::address)
                    .containsExactly("192.0.2.1");
        }
    }

    private static int write(Journal journal, int count) throws IOException {
        for (var i = 0; i < count; i++) {
            var id = newId();
            journal.append(SomeEntries.opened(id, "run1"));
            journal.commit();
            journal.append(SomeEntries.served(id, "run1"));
            journal.commit();
        }
        return 1;
    }

    /**
     * Reads until all entries are there: no result contains an id twice, and none has fewer entries than the previous
     * one.
     */
    private static int readWhile(Ledger ledger, long until) {
        var seen = 0L;
        while (seen < until) {
            var entries = ledger.entries().last(50);
            assertThat(new HashSet<>(entries.stream().map(Entry::id).toList())).hasSameSizeAs(entries);
            var count = ledger.entries().count();
            assertThat(count).isGreaterThanOrEqualTo(seen);
            seen = count;
        }
        return 1;
    }

    private void leaveBehind(String run, Entry... entries) throws IOException {
        var journals = new JournalFolder(home);
        var journal = new FileJournal(() -> Segment.create(journals.file(run, 0, 1), JournalFile::onDisk), 1 << 20);
        for (var entry : entries) {
            journal.append(entry);
        }
        journal.commit();
    }

    private Ledger open(String run) {
        return Ledger.open(
                home, database, run, clock, telemetry, Settings.fallback().ledger());
    }

    private String metrics() {
        return new String(telemetry.text(), StandardCharsets.UTF_8);
    }

    private List<Path> journalFiles() throws IOException {
        try (var files = Files.list(home.ledger().resolve("journal"))) {
            return files.toList();
        }
    }
}
