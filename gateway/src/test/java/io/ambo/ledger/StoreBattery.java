package io.ambo.ledger;

import static io.ambo.ledger.SomeEntries.NOON;
import static io.ambo.ledger.SomeEntries.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.ambo.core.Money;
import io.ambo.core.Reason;
import io.ambo.core.Usage;
import io.ambo.platform.Database;
import io.ambo.platform.DatabasePlace;
import io.ambo.platform.SettableClock;
import io.ambo.platform.TaskRunner;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that every database must pass. */
abstract class StoreBattery {

    private static final LocalDate DAY = LocalDate.parse("2026-11-23");

    private Database database;
    private SqlEntryStore store;
    private SqlLedger ledger;
    private SqlSums sums;

    abstract DatabasePlace newDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        database = new Database(newDatabase());
        store = new SqlEntryStore(database, "node1");
        ledger = new SqlLedger(database);
        sums = new SqlSums(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static void move(SqlEntryStore store, List<Entry> entries, String file, long position) {
        store.move(entries, file, position, TaskRunner.here());
    }

    @Test
    void everyEntryComesBackAsItWas() {
        var random = new SplittableRandom(42);
        var entries = new ArrayList<Entry>();
        for (var i = 0; i < 100; i++) {
            entries.add(SomeEntries.random(random));
        }
        move(store, entries, "file", 1);
        for (var entry : entries) {
            assertThat(ledger.beginning(entry.id())).containsExactly(entry);
        }
    }

    @Test
    void theCharacterZeroDoesNotStopTheDrain() {
        var entry = Changed.asked(SomeEntries.served(newId(), "run"), "a\0b");
        move(store, List.of(entry), "file", 1);
        assertThat(ledger.beginning(entry.id())).extracting(Entry::asked).containsExactly("a\uFFFDb");
    }

    @Test
    void movingTwiceIsMovingOnce() {
        var entries = List.of(SomeEntries.served(newId(), "run"), SomeEntries.opened(newId(), "run"));
        move(store, entries, "file", 700);
        move(store, entries, "file", 700);
        assertThat(ledger.count()).isEqualTo(2);
        assertThat(ledger.last(9, Optional.empty())).containsExactlyInAnyOrderElementsOf(entries);
        assertThat(store.position("file")).isEqualTo(700);
    }

    @Test
    void closedBeatsOpenInWhateverOrderTheyCome() {
        var id = newId();
        var opened = SomeEntries.opened(id, "run");
        var served = SomeEntries.served(id, "run");
        move(store, List.of(opened), "a", 1);
        assertThat(ledger.beginning(id)).containsExactly(opened);
        move(store, List.of(served), "a", 2);
        assertThat(ledger.beginning(id)).containsExactly(served);
        move(store, List.of(opened), "b", 1);
        assertThat(ledger.beginning(id)).containsExactly(served);
        move(store, List.of(opened, served, opened), "b", 2);
        assertThat(ledger.beginning(id)).containsExactly(served);
    }

    @Test
    void closedBeatsOpenWithinOneMove() {
        var id = newId();
        var served = SomeEntries.served(id, "run");
        var later = SomeEntries.served(id, "run", NOON, new Money(9, "USD"));
        move(store, List.of(SomeEntries.opened(id, "run"), served, SomeEntries.opened(id, "run"), later), "a", 1);
        assertThat(ledger.last(9, Optional.empty())).containsExactly(served);
    }

    @Test
    void whatWasClosedFirstStays() {
        var id = newId();
        move(store, List.of(SomeEntries.served(id, "run")), "a", 1);
        move(
                store,
                List.of(SomeEntries.served(id, "run", NOON, new Money(9, "USD")), SomeEntries.served(id, "run")),
                "a",
                2);
        assertThat(ledger.beginning(id)).extracting(Entry::cost).containsExactly(Optional.of(new Money(1_234, "USD")));
    }

    @Test
    void aForgottenFileBeginsAnew() {
        move(store, List.of(), "file", 12);
        store.forget("file");
        assertThat(store.position("file")).isZero();
    }

    @Test
    void whatADeadRunLeftOpenIsInterruptedAtTheReservedAmount() {
        var left = newId();
        var mine = newId();
        move(store, List.of(SomeEntries.opened(left, "dead"), SomeEntries.opened(mine, "present")), "file", 1);
        assertThat(store.closeInterrupted("present", NOON.plusSeconds(60))).isEqualTo(1);
        var entry = ledger.beginning(left).getFirst();
        assertThat(entry.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(entry.code()).isEqualTo("interrupted");
        assertThat(entry.cost()).contains(SomeEntries.RESERVED);
        assertThat(entry.usage().estimated()).isTrue();
        assertThat(entry.closedAt()).contains(NOON.plusSeconds(60));
        assertThat(ledger.beginning(mine)).extracting(Entry::outcome).containsExactly(Outcome.OPEN);
        assertThat(store.closeInterrupted("present", NOON.plusSeconds(90))).isZero();
    }

    @Test
    void whatADeadRunHadPreparedStaysOnRecordAsInterrupted() {
        var id = newId();
        var underWay = SomeEntries.underWay();
        move(store, List.of(Changed.attempts(SomeEntries.opened(id, "dead"), List.of(underWay))), "file", 1);
        assertThat(ledger.beginning(id).getFirst().attempts()).containsExactly(underWay);
        store.closeInterrupted("present", NOON);
        var entry = ledger.beginning(id).getFirst();
        assertThat(entry.interrupted()).isTrue();
        var attempt = entry.attempts().getFirst();
        assertThat(attempt.interrupted()).isTrue();
        assertThat(attempt.underWay()).isFalse();
        assertThat(attempt.destination()).isEqualTo(underWay.destination());
        assertThat(attempt.treatment()).isEqualTo(underWay.treatment());
        assertThat(attempt.sent()).isEqualTo(underWay.sent());
        assertThat(attempt.dataClass()).isEqualTo(underWay.dataClass());
        assertThat(entry.destination()).isEmpty();
    }

    @Test
    void anotherNodesOpenEntriesAreLeftAlone() {
        var other = new SqlEntryStore(database, "node2");
        var id = newId();
        move(other, List.of(SomeEntries.opened(id, "theirs")), "file2", 1);
        assertThat(store.closeInterrupted("present", NOON)).isZero();
        assertThat(ledger.beginning(id)).extracting(Entry::outcome).containsExactly(Outcome.OPEN);
    }

    @Test
    void theLastComeNewestFirstAndByCaller() {
        var ids = new ArrayList<String>();
        var entries = new ArrayList<Entry>();
        for (var i = 0; i < 5; i++) {
            ids.addFirst(newId(NOON.plusSeconds(i)));
            entries.add(SomeEntries.served(ids.getFirst(), "run", NOON.plusSeconds(i), new Money(1, "USD")));
        }
        move(store, entries, "file", 1);
        assertThat(ledger.last(3, Optional.empty())).extracting(Entry::id).isEqualTo(ids.subList(0, 3));
        assertThat(ledger.last(9, Optional.of("key_7f3kq2mz"))).hasSize(5);
        assertThat(ledger.last(9, Optional.of("key_other"))).isEmpty();
    }

    @Test
    void theBeginningOfAnIdIsEnough() {
        var entry = SomeEntries.served("01KB9Q4V3NZX6W3M5A7T8R2C1D", "run");
        move(store, List.of(entry, SomeEntries.served("01KB9Q4V3NAX6W3M5A7T8R2C1D", "run")), "file", 1);
        assertThat(ledger.beginning("01KB9Q4V3NZ")).containsExactly(entry);
        assertThat(ledger.beginning("01KB9Q4V3N")).hasSize(2);
        assertThat(ledger.beginning("02")).isEmpty();
    }

    @Test
    void currenciesAreNeverAdded() {
        move(
                store,
                List.of(
                        SomeEntries.served(newId(), "run", NOON, new Money(10, "USD")),
                        SomeEntries.served(newId(), "run", NOON, new Money(20, "USD")),
                        SomeEntries.served(newId(), "run", NOON, new Money(5, "CNY")),
                        SomeEntries.opened(newId(), "run"),
                        SomeEntries.served(
                                newId(NOON.plusSeconds(86_400)), "run", NOON.plusSeconds(86_400), new Money(7, "USD"))),
                "file",
                1);
        var found = sums.sums(List.of(Sum.By.DAY), DAY, DAY);
        assertThat(found).allMatch(sum -> sum.groups().equals(List.of("2026-11-23")));
        assertThat(found)
                .extracting(Sum::cost, Sum::requests)
                .containsExactlyInAnyOrder(
                        tuple(Optional.of(new Money(30, "USD")), 2L),
                        tuple(Optional.of(new Money(5, "CNY")), 1L),
                        tuple(Optional.empty(), 1L));
        assertThat(sums.sums(List.of(Sum.By.OUTCOME), DAY, DAY.plusDays(1)))
                .extracting(Sum::groups)
                .contains(List.of("open"), List.of("served"));
        for (var by : Sum.By.values()) {
            assertThat(sums.sums(List.of(by), DAY, DAY).stream()
                            .mapToLong(Sum::requests)
                            .sum())
                    .isEqualTo(4);
        }
    }

    @Test
    void severalGroupsAreEveryCombinationInTheirOrder() {
        var tomorrow = NOON.plusSeconds(86_400);
        move(
                store,
                List.of(
                        SomeEntries.served(newId(), "run", NOON, new Money(10, "USD")),
                        SomeEntries.served(newId(), "run", NOON, new Money(20, "USD")),
                        SomeEntries.served(newId(tomorrow), "run", tomorrow, new Money(5, "USD")),
                        SomeEntries.opened(newId(), "run")),
                "file",
                1);
        var found = sums.sums(List.of(Sum.By.OUTCOME, Sum.By.DAY), DAY, DAY.plusDays(1));
        assertThat(found)
                .extracting(Sum::groups, Sum::requests)
                .containsExactly(
                        tuple(List.of("open", "2026-11-23"), 1L),
                        tuple(List.of("served", "2026-11-23"), 2L),
                        tuple(List.of("served", "2026-11-24"), 1L));
        assertThat(sums.sums(List.of(Sum.By.values()), DAY, DAY.plusDays(1)).stream()
                        .mapToLong(Sum::requests)
                        .sum())
                .isEqualTo(4);
    }

    @Test
    void whatACallerSpentBeforeIsExactAndLeavesOutTheRunTheOthersAndOtherMoney() {
        move(
                store,
                List.of(
                        SomeEntries.served(newId(), "before", NOON, new Money(10, "USD")),
                        SomeEntries.served(
                                newId(NOON.plusSeconds(86_400)),
                                "before",
                                NOON.plusSeconds(86_400),
                                new Money(20, "USD")),
                        SomeEntries.served(
                                newId(NOON.minusSeconds(86_400)),
                                "before",
                                NOON.minusSeconds(86_400),
                                new Money(40, "USD")),
                        SomeEntries.served(newId(), "before", NOON, new Money(80, "CNY")),
                        SomeEntries.served(newId(), "run", NOON, new Money(160, "USD")),
                        SomeEntries.opened(newId(), "before")),
                "file",
                1);
        var caller = ledger.last(1, Optional.empty()).getFirst().caller();
        assertThat(sums.spentBefore("run", caller, "USD", DAY)).isEqualTo(new Money(30, "USD"));
        assertThat(sums.spentBefore("run", "key_other", "USD", DAY)).isEqualTo(new Money(0, "USD"));
    }

    @Test
    void refusedCallersAreAddedUp() {
        var clock = new SettableClock(NOON);
        var callers = new RefusedCallers(clock);
        var kept = new SqlRefusedCallers(database);
        callers.count("192.0.2.1", Reason.MISSING_KEY);
        callers.count("192.0.2.1", Reason.MISSING_KEY);
        kept.add(callers.take());
        callers.count("192.0.2.1", Reason.MISSING_KEY);
        clock.advance(Duration.ofMinutes(1));
        callers.count("192.0.2.2", Reason.WRONG_KEY);
        kept.add(callers.take());
        assertThat(kept.last(9))
                .containsExactly(
                        new RefusedCaller("192.0.2.2", NOON.plusSeconds(60), "wrong-key", 1),
                        new RefusedCaller("192.0.2.1", NOON, "missing-key", 3));
    }

    /** The query of docs/ledger.md, in this database's dialect. */
    abstract String attemptsQuestion();

    @Test
    void attemptsCanBeAskedForInSql() {
        var served = SomeEntries.served(newId(), "run");
        var first = SomeEntries.attempt(new Usage(1, 0, 0, 0, 0, true), Optional.of(new Money(4, "CNY")));
        var entry = Changed.attempts(
                Changed.asked(served, "\"账\0本\""),
                List.of(first, served.attempts().getFirst()));
        move(store, List.of(entry), "file", 1);
        var rows = database.read(sql -> sql.fetch(attemptsQuestion()));
        assertThat(rows.getValues("destination", String.class)).containsExactly("acme/acme-large", "acme/acme-large");
        assertThat(rows.getValues("outcome", String.class)).containsExactly("answered", "answered");
        assertThat(rows.getValues("cost_nanos", Long.class)).containsExactly(4L, 1_234L);
    }
}
