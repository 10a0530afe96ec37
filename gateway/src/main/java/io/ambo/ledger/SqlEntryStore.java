package io.ambo.ledger;

import static io.ambo.ledger.SqlEntryTable.ENTRY;
import static io.ambo.ledger.SqlEntryTable.OPEN;
import static io.ambo.ledger.SqlEntryTable.OUTCOME;
import static io.ambo.ledger.SqlEntryTable.RUN;

import io.ambo.platform.BulkInsert;
import io.ambo.platform.Database;
import io.ambo.platform.TaskRunner;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Entries and file positions in SQL. Several nodes may share a database: runs and positions carry the node's name. */
final class SqlEntryStore implements EntryStore {

    static final Table<Record> MARK = DSL.table(DSL.name("journal_mark"));
    static final Field<String> FILE = SqlColumns.text("file");
    static final Field<Long> POSITION = SqlColumns.number("position");
    private static final Table<Record> LEDGER_RUN = DSL.table(DSL.name("ledger_run"));
    static final Field<String> NODE = SqlColumns.text("node");

    /** The JSON of a running attempt; text chosen by a caller cannot contain it, because its quotes are escaped. */
    private static final String UNDER_WAY = outcome(Attempt.OPEN);

    private static final String CUT_OFF = outcome(Ledger.INTERRUPTED);

    private final Database database;
    private final String node;

    SqlEntryStore(Database database, String node) {
        this.database = database;
        this.node = node;
    }

    private static String outcome(String outcome) {
        return "\"outcome\":\"" + outcome + "\"";
    }

    @Override
    public long position(String file) {
        return database.read(sql -> sql.select(POSITION)
                .from(MARK)
                .where(FILE.eq(file))
                .fetchOptional(POSITION)
                .orElse(0L));
    }

    @Override
    public void move(List<Entry> entries, String file, long position, TaskRunner where) {
        database.write(where, sql -> {
            var last = lastById(entries);
            keepRuns(sql, last.values());
            BulkInsert.into(sql, SqlEntryTable.statement(sql), last.values(), SqlEntryTable::put);
            sql.insertInto(MARK)
                    .columns(FILE, NODE, POSITION)
                    .values(file, node, position)
                    .onConflict(FILE)
                    .doUpdate()
                    .set(POSITION, position)
                    .execute();
            return position;
        });
    }

    @Override
    public void forget(String file) {
        database.write(sql -> sql.deleteFrom(MARK).where(FILE.eq(file)).execute());
    }

    @Override
    public void makeDurable() {
        database.makeDurable();
    }

    /** The clock may have been set back since the entry was opened. */
    private static Field<Long> notBeforeOpened(long at) {
        return DSL.greatest(SqlEntryTable.OPENED_AT, DSL.val(at));
    }

    @Override
    public int closeInterrupted(String currentRun, Instant at) {
        var ownRuns = DSL.select(SqlColumns.text("id")).from(LEDGER_RUN).where(NODE.eq(node));
        return database.write(sql -> sql.update(ENTRY)
                .set(OUTCOME, Outcome.FAILED.id())
                .set(SqlEntryTable.CODE, Ledger.INTERRUPTED)
                .set(SqlEntryTable.CLOSED_AT, notBeforeOpened(Micros.of(at)))
                .set(SqlColumns.COST_NANOS, SqlEntryTable.RESERVED_NANOS)
                .set(SqlColumns.COST_CURRENCY, SqlEntryTable.RESERVED_CURRENCY)
                .set(SqlColumns.ESTIMATED, 1)
                .set(SqlEntryTable.ATTEMPTS, DSL.replace(SqlEntryTable.ATTEMPTS, UNDER_WAY, CUT_OFF))
                .where(OUTCOME.eq(OPEN))
                .and(RUN.ne(currentRun))
                .and(RUN.in(ownRuns))
                .execute());
    }

    /** One entry per id: a closed one is preferred to an open one, and an earlier one to a later one. */
    private static Map<String, Entry> lastById(List<Entry> entries) {
        var last = new LinkedHashMap<String, Entry>();
        for (var entry : entries) {
            last.merge(entry.id(), entry, (known, next) -> known.outcome() == Outcome.OPEN ? next : known);
        }
        return last;
    }

    private void keepRuns(DSLContext sql, Collection<Entry> entries) {
        for (var run : entries.stream().map(Entry::run).distinct().toList()) {
            sql.insertInto(LEDGER_RUN)
                    .columns(SqlColumns.text("id"), NODE)
                    .values(run, node)
                    .onConflictDoNothing()
                    .execute();
        }
    }
}
