package io.ambo.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.ambo.config.Settings;
import io.ambo.core.Money;
import io.ambo.core.Usage;
import io.ambo.platform.Database;
import io.ambo.platform.DatabasePlace;
import io.ambo.platform.PostgresqlServer;
import io.ambo.platform.SettableClock;
import io.ambo.platform.TaskRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Old entries are deleted and their sums stay, on SQLite and on PostgreSQL. */
@ExtendWith(PostgresqlServer.Extension.class)
class RetentionTest {

    private static final Instant NOON = SomeEntries.NOON;
    private static final Duration DAY = Duration.ofDays(1);
    private static final LocalDate FIRST = LocalDate.parse("2026-11-01");
    private static final LocalDate LAST = LocalDate.parse("2026-11-30");

    @TempDir
    Path folder;

    private interface Check {
        void of(Database database) throws Exception;
    }

    private void onBoth(PostgresqlServer server, Check check) throws Exception {
        var sqlite = new DatabasePlace.Sqlite(folder.resolve("ambo.db"), folder);
        for (var place : new DatabasePlace[] {sqlite, server.newDatabase()}) {
            try (var database = new Database(place)) {
                check.of(database);
            }
        }
    }

    /** Ten days with five entries each, in two currencies, and one entry that called no destination. */
    private static void fill(Database database) {
        var entries = new ArrayList<Entry>();
        for (var day = 0; day < 10; day++) {
            var at = NOON.minus(DAY.multipliedBy(day));
            for (var i = 0; i < 3; i++) {
                entries.add(SomeEntries.served(SomeEntries.newId(at), "run", at, new Money(100 + day, "USD")));
            }
            entries.add(SomeEntries.served(SomeEntries.newId(at), "other", at, new Money(7, "CNY")));
            entries.add(SomeEntries.refused(SomeEntries.newId(at), "run", at));
        }
        new SqlEntryStore(database, "node").move(entries, "file", 1, TaskRunner.here());
    }

    private static List<List<Sum>> everySum(Database database) {
        var sums = new SqlSums(database);
        var all = new ArrayList<List<Sum>>();
        for (var by : Sum.By.values()) {
            all.add(sums.sums(List.of(by), FIRST, LAST));
        }
        all.add(sums.sums(List.of(Sum.By.values()), FIRST, LAST));
        return all;
    }

    @Test
    void whatIsTooOldGoesAndEverySumStaysAsItWas(PostgresqlServer server) throws Exception {
        onBoth(server, database -> {
            fill(database);
            var before = everySum(database);
            var spent = new SqlSums(database).spentBefore("other", "key_7f3kq2mz", "USD", FIRST);
            var limits = new Settings.Retention(Optional.of(Duration.ofDays(3)), Optional.empty());
            var retention = new Retention(new SqlRetention(database), limits, new SettableClock(NOON));
            assertThat(retention.turn()).isLessThan(Duration.ofSeconds(1));
            assertThat(retention.turn()).isGreaterThan(Duration.ofSeconds(1));
            assertThat(retention.deleted()).isEqualTo(30);
            assertThat(new SqlLedger(database).count()).isEqualTo(20);
            assertThat(everySum(database)).isEqualTo(before);
            assertThat(new SqlSums(database).spentBefore("other", "key_7f3kq2mz", "USD", FIRST))
                    .isEqualTo(spent);
            assertThat(new SqlSums(database).spentBefore("run", "key_7f3kq2mz", "CNY", FIRST))
                    .isEqualTo(new Money(70, "CNY"));
        });
    }

    @Test
    void stepsAreSmallAndSumsOfADayGrowWithEach(PostgresqlServer server) throws Exception {
        onBoth(server, database -> {
            fill(database);
            var before = everySum(database);
            var store = new SqlRetention(database);
            for (var i = 0; i < 5; i++) {
                assertThat(store.delete(Optional.of(NOON.plusSeconds(1)), 7)).isEqualTo(7);
                assertThat(everySum(database)).isEqualTo(before);
            }
        });
    }

    @Test
    void whatIsOpenStays(PostgresqlServer server) throws Exception {
        onBoth(server, database -> {
            var id = SomeEntries.newId(NOON);
            var open = List.of(SomeEntries.opened(id, "run"));
            new SqlEntryStore(database, "node").move(open, "file", 1, TaskRunner.here());
            assertThat(new SqlRetention(database).delete(Optional.empty(), 10)).isZero();
            assertThat(new SqlLedger(database).beginning(id)).hasSize(1);
        });
    }

    @Test
    void serversThatDeleteAtOnceCountNothingTwice(PostgresqlServer server) throws Exception {
        onBoth(server, database -> {
            fill(database);
            var before = everySum(database);
            Callable<Integer> deleting = () -> new SqlRetention(database).delete(Optional.empty(), 10)
                    + new SqlRetention(database).delete(Optional.empty(), 10);
            try (var threads = Executors.newFixedThreadPool(3)) {
                for (var done : threads.invokeAll(List.of(deleting, deleting, deleting))) {
                    done.get();
                }
            }
            assertThat(new SqlLedger(database).count()).isZero();
            assertThat(everySum(database)).isEqualTo(before);
        });
    }

    @Test
    void beyondTheSizeTheOldestGoUntilTheRestFits(PostgresqlServer server) throws Exception {
        onBoth(server, database -> {
            fill(database);
            var store = new SqlRetention(database);
            // PostgreSQL updates its statistics in the background; this does it now.
            database.read(sql -> sql.execute("analyze entry"));
            var full = store.bytes();
            assertThat(full).isPositive();
            var enough = new Settings.Retention(Optional.empty(), Optional.of(full));
            var kept = new Retention(store, enough, new SettableClock(NOON));
            kept.turn();
            assertThat(kept.deleted()).isZero();
            var less = new Settings.Retention(Optional.empty(), Optional.of(full - 1));
            var retention = new Retention(store, less, new SettableClock(NOON));
            retention.turn();
            assertThat(retention.deleted()).isEqualTo(50);
        });
    }

    @Test
    void sumsTakeTheCorrectedAmountAndTheEntryShowsBoth(PostgresqlServer server) throws Exception {
        onBoth(server, database -> {
            fill(database);
            var entries = new Entries(() -> {}, database);
            var booked = Optional.of(new Money(109, "USD"));
            var entry = entries.after("", 5).stream()
                    .filter(it -> it.cost().equals(booked))
                    .findFirst()
                    .orElseThrow();
            var first = new Correction(NOON, "ann", "never \"answered\"", new Money(9, "USD"));
            var second = new Correction(NOON.plusSeconds(1), "bob", "没有收费", new Money(0, "USD"));
            entries.correct(entry, first);
            var corrected = entries.correct(entries.find(entry.id()).orElseThrow(), second);
            assertThat(corrected.corrections()).containsExactly(first, second);
            assertThat(corrected.cost()).contains(new Money(0, "USD"));
            assertThat(corrected.charge().booked()).isEqualTo(booked);
            assertThat(corrected.attempts()).isEqualTo(entry.attempts());
            var sums = new SqlSums(database);
            var day = LocalDate.parse("2026-11-14");
            assertThat(sums.sums(List.of(Sum.By.DAY), day, day))
                    .extracting(Sum::requests, Sum::cost)
                    .containsExactlyInAnyOrder(
                            tuple(3L, Optional.of(new Money(218, "USD"))), tuple(2L, Optional.of(new Money(7, "CNY"))));
            assertThat(sums.spentBefore("other", "key_7f3kq2mz", "USD", day).nanos())
                    .isEqualTo(3 * (100 + 101 + 102 + 103 + 104 + 105 + 106 + 107 + 108 + 109) - 109);
            var before = everySum(database);
            new SqlRetention(database).delete(Optional.empty(), 1000);
            assertThat(everySum(database)).isEqualTo(before);
        });
    }

    @Test
    void whatCalledNobodyCountsInItsGroupsFirstCurrencyAndAloneIsARowOfItsOwn() {
        var usage = Usage.NONE;
        var group = List.of("key_1");
        var nothing = new Sum(group, 2, usage, Optional.empty(), 0);
        var unknown = new Sum(group, 1, usage, Optional.empty(), 1);
        var priced = new Sum(group, 5, usage, Optional.of(new Money(3, "USD")), 0);
        assertThat(Sum.merged(List.of(unknown, nothing, priced)))
                .containsExactly(unknown, new Sum(group, 7, usage, Optional.of(new Money(3, "USD")), 0));
        var alone = new Sum(List.of("key_2"), 2, usage, Optional.empty(), 0);
        assertThat(Sum.merged(List.of(priced, alone))).containsExactly(priced, alone);
    }
}
