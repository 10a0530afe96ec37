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
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Sums of entries: those with a row, and deleted ones of which only the sums of their day are left in
 * {@code entry_sum}. One statement reads both, so that an entry being moved from one to the other is counted once.
 */
final class SqlSums {

    static final Table<Record> ENTRY_SUM = DSL.table(DSL.name("entry_sum"));

    /** The price of requests that called no destination: nothing, in no currency. */
    static final String NOTHING = "-";

    private static final String UNKNOWN = "";
    private static final long MICROS_A_DAY = 86_400_000_000L;

    /** The cost of an entry after its last correction. */
    static final Field<Long> COST = DSL.coalesce(SqlEntryTable.CORRECTED_NANOS, SqlColumns.COST_NANOS);

    static final Field<String> CURRENCY = DSL.coalesce(SqlEntryTable.CORRECTED_CURRENCY, SqlColumns.COST_CURRENCY);

    /** Days since 1970 UTC. */
    static final Field<Long> DAY_OF_ENTRY = OPENED_AT.div(DSL.inline(MICROS_A_DAY));

    static final Field<Long> DAY = SqlColumns.number("day");

    /** The currency of the cost, or why there is none. */
    static final Field<String> PRICE_OF_ENTRY = DSL.when(CURRENCY.isNotNull(), CURRENCY)
            .when(
                    SqlEntryTable.ATTEMPTS
                            .eq(DSL.inline("[]"))
                            .and(SqlEntryTable.OUTCOME.ne(DSL.inline(SqlEntryTable.OPEN))),
                    DSL.inline(NOTHING))
            .otherwise(DSL.inline(UNKNOWN));

    static final Field<String> PRICE = SqlColumns.text("price");
    static final Field<Long> REQUESTS = SqlColumns.number("requests");
    static final List<Field<Long>> TOKENS = List.of(
            SqlColumns.INPUT, SqlColumns.CACHED_INPUT, SqlColumns.CACHE_WRITE, SqlColumns.OUTPUT, SqlColumns.REASONING);

    private final Database database;

    SqlSums(Database database) {
        this.database = database;
    }

    /** Sums over a range of days, inclusive, ordered by group; different currencies are never added. */
    List<Sum> sums(List<Sum.By> by, LocalDate from, LocalDate to) {
        return database.read(sql -> {
            var both = rows(sql, by, from, to).unionAll(kept(sql, by, from, to)).asTable("both");
            var groups =
                    new ArrayList<Field<?>>(by.stream().map(SqlSums::column).toList());
            groups.add(PRICE);
            var columns = new ArrayList<>(groups);
            columns.addAll(measures());
            return Sum.merged(sql.select(columns)
                    .from(both)
                    .groupBy(groups)
                    .orderBy(groups)
                    .fetch(row -> sum(row, by)));
        });
    }

    private static Select<Record> rows(DSLContext sql, List<Sum.By> by, LocalDate from, LocalDate to) {
        var groups =
                new ArrayList<Field<?>>(by.stream().map(SqlSums::columnOfEntry).toList());
        groups.add(PRICE_OF_ENTRY.as(PRICE));
        var columns = new ArrayList<>(groups);
        columns.addAll(measuresOfEntries());
        return sql.select(columns)
                .from(ENTRY)
                .where(ID.between(first(from), last(to)))
                .groupBy(groups);
    }

    private static Select<Record> kept(DSLContext sql, List<Sum.By> by, LocalDate from, LocalDate to) {
        var columns = new ArrayList<Field<?>>(by.stream().map(SqlSums::column).toList());
        columns.add(PRICE);
        columns.add(REQUESTS);
        columns.add(SqlColumns.ESTIMATED);
        columns.add(SqlColumns.COST_NANOS);
        columns.addAll(TOKENS);
        return sql.select(columns).from(ENTRY_SUM).where(DAY.between(from.toEpochDay(), to.toEpochDay()));
    }

    /** For each group of entries: the count, whether any is an estimate, the cost, the tokens by kind. */
    static List<Field<?>> measuresOfEntries() {
        var measures = new ArrayList<Field<?>>();
        measures.add(DSL.count().as(REQUESTS));
        measures.add(DSL.max(SqlColumns.ESTIMATED).as(SqlColumns.ESTIMATED));
        measures.add(DSL.coalesce(DSL.sum(COST), BigDecimal.ZERO).as(SqlColumns.COST_NANOS));
        TOKENS.forEach(kind -> measures.add(DSL.sum(kind).as(kind)));
        return measures;
    }

    private static List<Field<?>> measures() {
        var measures = new ArrayList<Field<?>>();
        measures.add(total(REQUESTS));
        measures.add(DSL.max(SqlColumns.ESTIMATED).as("any_estimated"));
        measures.add(total(SqlColumns.COST_NANOS));
        TOKENS.forEach(kind -> measures.add(total(kind)));
        return measures;
    }

    /** The cost of one caller's requests, by the indexes on caller and time, including the sums of deleted entries. */
    Money spentBefore(String run, String caller, String currency, LocalDate since) {
        var from = Micros.of(since.atStartOfDay(ZoneOffset.UTC).toInstant());
        var rows = DSL.select(DSL.coalesce(DSL.sum(COST), BigDecimal.ZERO))
                .from(ENTRY)
                .where(CALLER.eq(caller))
                .and(OPENED_AT.ge(from))
                .and(CURRENCY.eq(currency))
                .and(RUN.ne(run));
        var kept = DSL.select(DSL.coalesce(DSL.sum(SqlColumns.COST_NANOS), BigDecimal.ZERO))
                .from(ENTRY_SUM)
                .where(CALLER.eq(caller))
                .and(DAY.ge(since.toEpochDay()))
                .and(PRICE.eq(currency))
                .and(RUN.ne(run));
        var nanos = database.read(
                sql -> sql.select(DSL.field(rows).add(DSL.field(kept)).cast(BigDecimal.class))
                        .fetchSingle()
                        .value1());
        return new Money(nanos.longValueExact(), currency);
    }

    private static String first(LocalDate day) {
        return RequestId.lowest(day.atStartOfDay().toInstant(ZoneOffset.UTC)).text();
    }

    private static String last(LocalDate day) {
        return RequestId.highest(day.atTime(LocalTime.MAX).toInstant(ZoneOffset.UTC))
                .text();
    }

    private static Sum sum(Record row, List<Sum.By> by) {
        var usage = new Usage(
                total(row, SqlColumns.INPUT),
                total(row, SqlColumns.CACHED_INPUT),
                total(row, SqlColumns.CACHE_WRITE),
                total(row, SqlColumns.OUTPUT),
                total(row, SqlColumns.REASONING),
                row.get("any_estimated", Integer.class) != 0);
        var price = row.get(PRICE);
        var isKnown = !price.equals(UNKNOWN) && !price.equals(NOTHING);
        var cost = isKnown ? Optional.of(new Money(total(row, SqlColumns.COST_NANOS), price)) : Optional.<Money>empty();
        var requests = total(row, REQUESTS);
        var groups = by.stream().map(group -> text(row, group)).toList();
        return new Sum(groups, requests, usage, cost, price.equals(UNKNOWN) ? requests : 0);
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

    private static Field<?> columnOfEntry(Sum.By by) {
        return by == Sum.By.DAY ? DAY_OF_ENTRY.as(DAY) : column(by);
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
