package io.ambo.ledger;

import static io.ambo.ledger.SqlEntryTable.CALLER;
import static io.ambo.ledger.SqlEntryTable.ENTRY;
import static io.ambo.ledger.SqlEntryTable.ID;
import static io.ambo.ledger.SqlEntryTable.OPENED_AT;
import static io.ambo.ledger.SqlEntryTable.RUN;

import io.ambo.core.Money;
import io.ambo.core.RequestId;
import io.ambo.core.Usage;
import io.ambo.platform.Database;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.impl.DSL;

/** Answers questions about entries from SQL. */
final class SqlLedger {

    private static final int ID_LENGTH = 26;
    private static final long MICROS_A_DAY = 86_400_000_000L;
    private static final Comparator<Entry> NEWEST_FIRST =
            Comparator.comparing(Entry::openedAt).thenComparing(Entry::id).reversed();
    /** Days since 1970 UTC. */
    private static final Field<Long> DAY =
            OPENED_AT.div(DSL.inline(MICROS_A_DAY)).as("day");

    private static final Field<Integer> REQUESTS = DSL.count().as("requests");
    private static final Field<Integer> ANY_ESTIMATED =
            DSL.max(SqlColumns.ESTIMATED).as("any_estimated");
    private static final List<Field<?>> MEASURES = List.of(
            REQUESTS,
            ANY_ESTIMATED,
            total(SqlColumns.COST_NANOS),
            total(SqlColumns.INPUT),
            total(SqlColumns.CACHED_INPUT),
            total(SqlColumns.CACHE_WRITE),
            total(SqlColumns.OUTPUT),
            total(SqlColumns.REASONING));

    private final Database database;

    SqlLedger(Database database) {
        this.database = database;
    }

    /** The newest first: ids begin with the millisecond of {@link Entry#openedAt}, so their index has the order. */
    List<Entry> last(int most, Optional<String> caller) {
        var condition = caller.<Condition>map(CALLER::eq).orElse(DSL.noCondition());
        return entries(condition, caller.isPresent() ? OPENED_AT.desc() : ID.desc(), most).stream()
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** In the order of ids, those that follow one. */
    List<Entry> after(String id, int most) {
        return entries(ID.gt(id), ID.asc(), most);
    }

    /** At most two entries whose ids begin so; a range, so that the primary key's index serves it. */
    List<Entry> beginning(String prefix) {
        var low = prefix + "0".repeat(Math.max(0, ID_LENGTH - prefix.length()));
        var high = prefix + "Z".repeat(Math.max(0, ID_LENGTH - prefix.length()));
        return entries(ID.between(low, high), ID.asc(), 2);
    }

    private List<Entry> entries(Condition condition, SortField<?> order, int most) {
        return database.read(sql -> sql.select(SqlEntryTable.FIELDS)
                .from(ENTRY)
                .where(condition)
                .orderBy(order)
                .limit(most)
                .fetch(SqlEntryTable::entry));
    }

    long count() {
        return database.read(sql -> (long) sql.fetchCount(ENTRY));
    }

    /** Sums from a day to a day, both included, in the order of the groups; currencies are never added. */
    List<Sum> sums(List<Sum.By> by, LocalDate from, LocalDate to) {
        var groups = by.stream().map(SqlLedger::column).toList();
        var kinds = new ArrayList<Field<?>>(groups);
        kinds.add(SqlColumns.COST_CURRENCY);
        var columns = new ArrayList<>(kinds);
        columns.addAll(MEASURES);
        return database.read(sql -> sql.select(columns)
                .from(ENTRY)
                .where(ID.between(first(from), last(to)))
                .groupBy(kinds)
                .orderBy(kinds)
                .fetch(row -> sum(row, by)));
    }

    private static String first(LocalDate day) {
        return RequestId.lowest(day.atStartOfDay().toInstant(ZoneOffset.UTC)).text();
    }

    private static String last(LocalDate day) {
        return RequestId.highest(day.atTime(LocalTime.MAX).toInstant(ZoneOffset.UTC))
                .text();
    }

    /** One caller's, by the index on caller and time. */
    Money spentBefore(String run, String caller, String currency, LocalDate since) {
        var from = Micros.of(since.atStartOfDay(ZoneOffset.UTC).toInstant());
        var nanos = database.read(sql -> sql.select(DSL.coalesce(DSL.sum(SqlColumns.COST_NANOS), BigDecimal.ZERO))
                .from(ENTRY)
                .where(CALLER.eq(caller))
                .and(OPENED_AT.ge(from))
                .and(SqlColumns.COST_CURRENCY.eq(currency))
                .and(RUN.ne(run))
                .fetchSingle()
                .value1());
        return new Money(nanos.longValueExact(), currency);
    }

    private static Sum sum(Record row, List<Sum.By> by) {
        var usage = new Usage(
                total(row, SqlColumns.INPUT),
                total(row, SqlColumns.CACHED_INPUT),
                total(row, SqlColumns.CACHE_WRITE),
                total(row, SqlColumns.OUTPUT),
                total(row, SqlColumns.REASONING),
                row.get(ANY_ESTIMATED) != 0);
        var cost = Optional.ofNullable(row.get(SqlColumns.COST_CURRENCY))
                .map(currency -> new Money(total(row, SqlColumns.COST_NANOS), currency));
        return new Sum(by.stream().map(group -> text(row, group)).toList(), row.get(REQUESTS), usage, cost);
    }

    private static Field<BigDecimal> total(Field<Long> field) {
        return DSL.sum(field).as("sum_" + field.getName());
    }

    private static long total(Record row, Field<Long> field) {
        return row.get("sum_" + field.getName(), BigDecimal.class).longValueExact();
    }

    private static String text(Record row, Sum.By by) {
        return by == Sum.By.DAY ? LocalDate.ofEpochDay(row.get(DAY)).toString() : String.valueOf(row.get(column(by)));
    }

    private static Field<?> column(Sum.By by) {
        return switch (by) {
            case DAY -> DAY;
            case ASKED -> SqlColumns.text("asked");
            case DESTINATION -> SqlColumns.DESTINATION;
            case CALLER -> CALLER;
            case DATA_CLASS -> SqlColumns.DATA_CLASS;
            case OUTCOME -> SqlColumns.OUTCOME;
        };
    }
}
