package io.ambo.ledger;

import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.platform.ShortJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The table {@code entry}: a row for each, the small maps in it as flat JSON. */
final class SqlEntryTable {

    static final Table<Record> ENTRY = DSL.table(DSL.name("entry"));
    static final Field<String> ID = SqlColumns.text("id");
    static final Field<String> RUN = SqlColumns.text("run");
    static final Field<Long> OPENED_AT = SqlColumns.number("opened_at");
    static final Field<Long> CLOSED_AT = SqlColumns.number("closed_at");
    static final Field<String> DAY = SqlColumns.text("day");
    static final Field<String> CALLER = SqlColumns.text("caller");
    static final Field<String> CODE = SqlColumns.text("code");
    static final Field<Long> RESERVED_NANOS = SqlColumns.number("reserved_nanos");
    static final Field<String> RESERVED_CURRENCY = SqlColumns.text("reserved_currency");
    static final Field<String> OUTCOME = SqlColumns.OUTCOME;
    static final String OPEN = SqlColumns.id(Outcome.OPEN);

    private static final Field<String> SURFACE = SqlColumns.text("surface");
    private static final Field<String> ASKED = SqlColumns.text("asked");
    private static final Field<Integer> STREAM = SqlColumns.integer("stream");
    private static final Field<String> SNAPSHOT = SqlColumns.text("snapshot");
    private static final Field<String> FOUND = SqlColumns.text("found");
    private static final Field<Integer> RESTORED = SqlColumns.integer("restored");
    private static final Field<Long> BYTES_IN = SqlColumns.number("bytes_in");
    private static final Field<Long> BYTES_OUT = SqlColumns.number("bytes_out");
    private static final Field<String> STEP_NANOS = SqlColumns.text("step_nanos");
    private static final Field<String> QUESTION = SqlColumns.text("question");
    private static final Field<String> COUNTERFACTUAL = SqlColumns.text("counterfactual");
    private static final Field<String> TAGS = SqlColumns.text("tags");

    static final List<Field<?>> FIELDS = List.of(
            ID,
            RUN,
            OUTCOME,
            OPENED_AT,
            CLOSED_AT,
            CALLER,
            SURFACE,
            ASKED,
            STREAM,
            SNAPSHOT,
            SqlColumns.DATA_CLASS,
            FOUND,
            SqlColumns.DESTINATION,
            SqlColumns.KIND,
            CODE,
            RESERVED_NANOS,
            RESERVED_CURRENCY,
            SqlColumns.INPUT,
            SqlColumns.CACHED_INPUT,
            SqlColumns.CACHE_WRITE,
            SqlColumns.OUTPUT,
            SqlColumns.REASONING,
            SqlColumns.ESTIMATED,
            SqlColumns.COST_NANOS,
            SqlColumns.COST_CURRENCY,
            RESTORED,
            BYTES_IN,
            BYTES_OUT,
            STEP_NANOS,
            QUESTION,
            COUNTERFACTUAL,
            TAGS);

    /** What is written: all fields, and the day. */
    static final List<Field<?>> COLUMNS =
            Stream.concat(FIELDS.stream(), Stream.of(DAY)).toList();

    private static final List<String> STEPS =
            Stream.of(Step.values()).map(Step::id).toList();

    private SqlEntryTable() {}

    /** The values of {@link #COLUMNS}. */
    static List<@Nullable Object> row(Entry entry) {
        var row = new ArrayList<@Nullable Object>(COLUMNS.size());
        Collections.addAll(
                row,
                entry.id(),
                entry.run(),
                SqlColumns.id(entry.outcome()),
                SqlColumns.micros(entry.openedAt()),
                entry.closedAt().map(SqlColumns::micros).orElse(null),
                SqlColumns.clean(entry.caller()),
                entry.surface(),
                SqlColumns.clean(entry.asked()),
                SqlColumns.truth(entry.stream()),
                entry.snapshot(),
                entry.dataClass().name(),
                ShortJson.write(entry.found()),
                SqlColumns.clean(entry.destination()),
                entry.kind().map(DestinationKind::id).orElse(null),
                SqlColumns.clean(entry.code()));
        SqlColumns.add(row, entry.reserved());
        SqlColumns.add(row, entry.usage());
        SqlColumns.add(row, entry.cost());
        Collections.addAll(
                row,
                entry.restored(),
                entry.bytesIn(),
                entry.bytesOut(),
                steps(entry.stepNanos()),
                SqlColumns.clean(entry.question()),
                SqlColumns.clean(entry.counterfactual()),
                ShortJson.write(entry.tags()),
                day(entry.openedAt()));
        return row;
    }

    private static String day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    static Entry entry(Record row, List<Attempt> attempts) {
        return new Entry(
                row.get(ID),
                row.get(RUN),
                SqlColumns.constant(Outcome.class, row.get(OUTCOME)),
                SqlColumns.time(row.get(OPENED_AT)),
                Optional.ofNullable(row.get(CLOSED_AT)).map(SqlColumns::time),
                row.get(CALLER),
                row.get(SURFACE),
                row.get(ASKED),
                row.get(STREAM) != 0,
                row.get(SNAPSHOT),
                DataClass.valueOf(row.get(SqlColumns.DATA_CLASS)),
                counts(row.get(FOUND)),
                row.get(SqlColumns.DESTINATION),
                Optional.ofNullable(row.get(SqlColumns.KIND)).flatMap(DestinationKind::of),
                row.get(CODE),
                SqlColumns.money(row, RESERVED_NANOS, RESERVED_CURRENCY),
                SqlColumns.usage(row),
                SqlColumns.money(row, SqlColumns.COST_NANOS, SqlColumns.COST_CURRENCY),
                row.get(RESTORED),
                row.get(BYTES_IN),
                row.get(BYTES_OUT),
                nanos(row.get(STEP_NANOS)),
                attempts,
                row.get(QUESTION),
                row.get(COUNTERFACTUAL),
                ShortJson.read(row.get(TAGS)));
    }

    /** Nanoseconds by the step's name; a list that is shorter than the steps names the first ones only. */
    private static String steps(List<Long> nanos) {
        var json = new StringBuilder(192).append('{');
        for (var i = 0; i < nanos.size(); i++) {
            json.append(i == 0 ? "\"" : ",\"")
                    .append(i < STEPS.size() ? STEPS.get(i) : i)
                    .append("\":")
                    .append(nanos.get(i));
        }
        return json.append('}').toString();
    }

    private static List<Long> nanos(String steps) {
        var nanos = new ArrayList<Long>();
        ShortJson.read(steps).values().forEach(value -> nanos.add(Long.valueOf(value)));
        return nanos;
    }

    private static Map<String, Integer> counts(String found) {
        var counts = new HashMap<String, Integer>();
        ShortJson.read(found).forEach((recogniser, count) -> counts.put(recogniser, Integer.valueOf(count)));
        return counts;
    }
}
