package io.ambo.ledger;

import io.ambo.catalog.Treatment;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The table {@code attempt}: a row for each attempt of an entry, numbered from 0. */
final class SqlAttemptTable {

    static final Table<Record> ATTEMPT = DSL.table(DSL.name("attempt"));
    static final Field<String> ENTRY_ID = SqlColumns.text("entry_id");
    static final Field<Integer> NUMBER = SqlColumns.integer("number");

    private static final Field<String> TREATMENT = SqlColumns.text("treatment");
    private static final Field<Long> SENT = SqlColumns.number("sent");
    private static final Field<Long> RECEIVED = SqlColumns.number("received");
    private static final Field<Integer> STATUS = SqlColumns.integer("status");
    private static final Field<Long> STARTED_MICROS = SqlColumns.number("started_micros");
    private static final Field<Long> FIRST_BYTE_MICROS = SqlColumns.number("first_byte_micros");
    private static final Field<Long> TOOK_MICROS = SqlColumns.number("took_micros");
    private static final Field<String> PRICE_SINCE = SqlColumns.text("price_since");

    static final List<Field<?>> FIELDS = List.of(
            ENTRY_ID,
            NUMBER,
            SqlColumns.DESTINATION,
            SqlColumns.KIND,
            SqlColumns.DATA_CLASS,
            TREATMENT,
            SENT,
            RECEIVED,
            SqlColumns.OUTCOME,
            STATUS,
            STARTED_MICROS,
            FIRST_BYTE_MICROS,
            TOOK_MICROS,
            SqlColumns.INPUT,
            SqlColumns.CACHED_INPUT,
            SqlColumns.CACHE_WRITE,
            SqlColumns.OUTPUT,
            SqlColumns.REASONING,
            SqlColumns.ESTIMATED,
            SqlColumns.COST_NANOS,
            SqlColumns.COST_CURRENCY,
            PRICE_SINCE);

    private SqlAttemptTable() {}

    /** The values of {@link #FIELDS}. */
    static List<@Nullable Object> row(String entryId, int number, Attempt attempt) {
        var row = new ArrayList<@Nullable Object>(FIELDS.size());
        Collections.addAll(
                row,
                entryId,
                number,
                SqlColumns.clean(attempt.destination()),
                attempt.kind().id(),
                attempt.dataClass().name(),
                attempt.treatment().id(),
                attempt.sent(),
                attempt.received(),
                SqlColumns.clean(attempt.outcome()),
                attempt.status(),
                attempt.startedMicros(),
                attempt.firstByteMicros(),
                attempt.tookMicros());
        SqlColumns.add(row, attempt.usage());
        SqlColumns.add(row, attempt.cost());
        row.add(attempt.priceSince());
        return row;
    }

    static Attempt attempt(Record row) {
        return new Attempt(
                row.get(SqlColumns.DESTINATION),
                SqlColumns.constant(DestinationKind.class, row.get(SqlColumns.KIND)),
                DataClass.valueOf(row.get(SqlColumns.DATA_CLASS)),
                SqlColumns.constant(Treatment.class, row.get(TREATMENT)),
                row.get(SENT),
                row.get(RECEIVED),
                row.get(SqlColumns.OUTCOME),
                row.get(STATUS),
                row.get(STARTED_MICROS),
                row.get(FIRST_BYTE_MICROS),
                row.get(TOOK_MICROS),
                SqlColumns.usage(row),
                SqlColumns.money(row, SqlColumns.COST_NANOS, SqlColumns.COST_CURRENCY),
                row.get(PRICE_SINCE));
    }
}
