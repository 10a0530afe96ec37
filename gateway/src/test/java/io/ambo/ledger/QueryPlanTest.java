package io.ambo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.platform.Database;
import io.ambo.platform.DatabasePlace;
import io.ambo.platform.TaskRunner;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.ExecuteContext;
import org.jooq.impl.CallbackExecuteListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every query of a ledger with millions of entries uses an index, and none scans the whole table. */
class QueryPlanTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-23");

    @TempDir
    Path folder;

    private Database database;
    private SqlLedger ledger;
    private SqlEntryStore store;
    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void open() {
        database = new Database(new DatabasePlace.Sqlite(folder.resolve("ambo.db"), folder));
        ledger = new SqlLedger(database);
        store = new SqlEntryStore(database, "node");
        var entries = new ArrayList<Entry>();
        for (var i = 0; i < 50; i++) {
            entries.add(SomeEntries.served(SomeEntries.newId(), "run"));
        }
        store.move(entries, "file", 1, TaskRunner.here());
        database.read(
                sql -> sql.configuration().setAppending(new CallbackExecuteListener().onExecuteStart(this::note)));
    }

    private void note(ExecuteContext context) {
        var query = context.query();
        if (query != null && !query.getSQL().startsWith("explain")) {
            asked.add(context.dsl().renderInlined(query));
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theNewestAreReadFromTheEndOfAnIndex() {
        assertThat(plan(() -> ledger.last(20, Optional.empty())))
                .containsExactly("SCAN entry USING INDEX sqlite_autoindex_entry_1");
        assertThat(plan(() -> ledger.last(20, Optional.of("key"))))
                .containsExactly("SEARCH entry USING INDEX entry_caller (caller=?)");
    }

    @Test
    void idsAreFoundByTheirIndex() {
        assertThat(plan(() -> ledger.after("01", 20)))
                .containsExactly("SEARCH entry USING INDEX sqlite_autoindex_entry_1 (id>?)");
        assertThat(plan(() -> ledger.beginning("01M")))
                .containsExactly("SEARCH entry USING INDEX sqlite_autoindex_entry_1 (id>? AND id<?)");
    }

    @Test
    void sumsReadTheirDaysOnly() {
        for (var by : Sum.By.values()) {
            assertThat(plan(() -> new SqlSums(database).sums(List.of(by), DAY, DAY)))
                    .contains("SEARCH entry USING INDEX sqlite_autoindex_entry_1 (id>? AND id<?)")
                    .contains("SEARCH entry_sum USING INDEX sqlite_autoindex_entry_sum_1 (day>? AND day<?)");
        }
        assertThat(plan(() -> new SqlSums(database).spentBefore("run", "key", "USD", DAY)))
                .contains("SEARCH entry USING INDEX entry_caller (caller=? AND opened_at>?)")
                .contains("SEARCH entry_sum USING INDEX entry_sum_caller (caller=? AND day>?)");
    }

    @Test
    void whatIsOpenHasAnIndexOfItsOwn() {
        assertThat(plan(() -> store.closeInterrupted("run", SomeEntries.NOON)))
                .first()
                .isEqualTo("SEARCH entry USING COVERING INDEX entry_open (run=?)");
    }

    /** SQLite's plan for the query's only statement. */
    private List<String> plan(Runnable question) {
        asked.clear();
        question.run();
        assertThat(asked).hasSize(1);
        var statement = asked.getFirst();
        return database.read(sql -> sql.fetch("explain query plan " + statement).getValues("detail", String.class));
    }
}
