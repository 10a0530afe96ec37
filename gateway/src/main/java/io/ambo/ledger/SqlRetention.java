package io.ambo.ledger;

import static io.ambo.ledger.SqlEntryTable.ENTRY;
import static io.ambo.ledger.SqlEntryTable.ID;
import static io.ambo.ledger.SqlEntryTable.OUTCOME;
import static io.ambo.ledger.SqlEntryTable.RUN;
import static io.ambo.ledger.SqlSums.ENTRY_SUM;

import io.ambo.core.RequestId;
import io.ambo.platform.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Deletes the oldest entries in batches, and adds them to the sums of their days in the same transaction. */
final class SqlRetention {

    /** A row in the table of marks that serves as a lock, so that one node at a time deletes in a shared database. */
    private static final String TURN = "retention";

    private static final List<Field<?>> GROUPS = List.of(
            SqlSums.DAY,
            RUN,
            SqlEntryTable.CALLER,
            SqlColumns.text("asked"),
            SqlColumns.DESTINATION,
            SqlColumns.DATA_CLASS,
            OUTCOME,
            SqlSums.PRICE);

    private final Database database;

    SqlRetention(Database database) {
        this.database = database;
    }

    /** Deletes the oldest closed entries that were opened before that time, at most {@code most}; returns how many. */
    int delete(Optional<Instant> before, int most) {
        var old = before.<Condition>map(time -> ID.lt(RequestId.lowest(time).text()))
                .orElse(DSL.noCondition())
                .and(OUTCOME.ne(SqlEntryTable.OPEN));
        return database.write(sql -> {
            takeTurn(sql);
            var ids = sql.select(ID)
                    .from(ENTRY)
                    .where(old)
                    .orderBy(ID)
                    .limit(most)
                    .fetch(ID);
            if (ids.isEmpty()) {
                return 0;
            }
            var these = ID.le(ids.getLast()).and(OUTCOME.ne(SqlEntryTable.OPEN));
            keepSums(sql, these);
            return sql.deleteFrom(ENTRY).where(these).execute();
        });
    }

    private static void takeTurn(DSLContext sql) {
        sql.insertInto(SqlEntryStore.MARK)
                .columns(SqlEntryStore.FILE, SqlEntryStore.NODE, SqlEntryStore.POSITION)
                .values(TURN, "", 0L)
                .onConflict(SqlEntryStore.FILE)
                .doUpdate()
                .set(SqlEntryStore.POSITION, 0L)
                .execute();
    }

    private static void keepSums(DSLContext sql, Condition these) {
        var columns = new ArrayList<>(GROUPS);
        columns.add(SqlSums.REQUESTS);
        columns.add(SqlColumns.ESTIMATED);
        columns.add(SqlColumns.COST_NANOS);
        columns.addAll(SqlSums.TOKENS);
        var groups = new ArrayList<Field<?>>(GROUPS);
        groups.set(0, SqlSums.DAY_OF_ENTRY.as(SqlSums.DAY));
        groups.set(groups.size() - 1, SqlSums.PRICE_OF_ENTRY.as(SqlSums.PRICE));
        var selected = new ArrayList<>(groups);
        selected.addAll(SqlSums.measuresOfEntries());
        sql.insertInto(ENTRY_SUM)
                .columns(columns)
                .select(sql.select(selected).from(ENTRY).where(these).groupBy(groups))
                .onConflict(GROUPS)
                .doUpdate()
                .set(added())
                .execute();
    }

    private static Map<Field<?>, Field<?>> added() {
        var added = new LinkedHashMap<Field<?>, Field<?>>();
        var counts = new ArrayList<Field<Long>>(SqlSums.TOKENS);
        counts.add(SqlSums.REQUESTS);
        counts.add(SqlColumns.COST_NANOS);
        counts.forEach(count -> added.put(count, before(count).plus(DSL.excluded(count))));
        var estimated = DSL.field(DSL.name("entry_sum", "estimated"), SQLDataType.INTEGER);
        var estimatedNow = DSL.excluded(SqlColumns.ESTIMATED);
        added.put(
                SqlColumns.ESTIMATED,
                DSL.when(estimatedNow.gt(estimated), estimatedNow).otherwise(estimated));
        return added;
    }

    private static Field<Long> before(Field<Long> count) {
        return DSL.field(DSL.name("entry_sum", count.getName()), SQLDataType.BIGINT);
    }

    /** Deletes the counts of refused callers for minutes that ended before that time. */
    int deleteRefusedCallers(Instant before) {
        return database.write(sql -> sql.deleteFrom(DSL.table(DSL.name("refused_caller")))
                .where(SqlColumns.number("minute").lt(before.getEpochSecond() / 60))
                .execute());
    }

    /** The number of entries opened since that time. */
    long since(Instant time) {
        return database.read(sql -> (long) sql.fetchCount(
                sql.selectOne().from(ENTRY).where(ID.ge(RequestId.lowest(time).text()))));
    }

    /** The bytes used by entries, without freed space that is not reused yet. */
    long bytes() {
        return database.bytesInUse("entry");
    }
}
