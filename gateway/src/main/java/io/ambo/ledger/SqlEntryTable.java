package io.ambo.ledger;

import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.platform.BulkInsert;
import io.ambo.platform.ShortJson;
import io.ambo.platform.ShortJsonWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Insert;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The table {@code entry}: a row for each, in which small maps and the attempts are JSON. */
final class SqlEntryTable {

    static final Table<Record> ENTRY = DSL.table(DSL.name("entry"));
    static final Field<String> ID = SqlColumns.text("id");
    static final Field<String> RUN = SqlColumns.text("run");
    static final Field<Long> OPENED_AT = SqlColumns.number("opened_at");
    static final Field<Long> CLOSED_AT = SqlColumns.number("closed_at");
    static final Field<String> CALLER = SqlColumns.text("caller");
    static final Field<String> CODE = SqlColumns.text("code");
    static final Field<Long> RESERVED_NANOS = SqlColumns.number("reserved_nanos");
    static final Field<String> RESERVED_CURRENCY = SqlColumns.text("reserved_currency");
    static final Field<String> OUTCOME = SqlColumns.OUTCOME;
    static final String OPEN = Outcome.OPEN.id();

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
    private static final Field<String> ATTEMPTS = SqlColumns.text("attempts");

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
            TAGS,
            ATTEMPTS);

    /** What cannot differ between the two records of an entry, so that its indexes stay as they are when it is closed. */
    private static final Set<Field<?>> SETTLED = Set.of(ID, RUN, OPENED_AT, CALLER);

    private static final List<String> STEPS =
            Stream.of(Step.values()).map(Step::id).toList();

    private SqlEntryTable() {}

    /** Inserts a row with a value for each of the fields; one that is there already is replaced if it is open. */
    static Insert<?> statement(DSLContext sql) {
        return sql.insertInto(ENTRY)
                .columns(FIELDS)
                .values(new Object[FIELDS.size()])
                .onConflict(ID)
                .doUpdate()
                .set(FIELDS.stream()
                        .filter(field -> !SETTLED.contains(field))
                        .collect(Collectors.toMap(field -> field, DSL::excluded)))
                .where(DSL.field(DSL.name("entry", "outcome"), SQLDataType.VARCHAR)
                        .eq(DSL.inline(OPEN)));
    }

    /** The values of the fields. */
    static void put(Entry entry, BulkInsert.Row row) {
        row.text(entry.id())
                .text(entry.run())
                .text(entry.outcome().id())
                .number(SqlColumns.micros(entry.openedAt()))
                .perhapsNumber(entry.closedAt().map(SqlColumns::micros).orElse(null))
                .text(SqlColumns.clean(entry.caller()))
                .text(entry.surface())
                .text(SqlColumns.clean(entry.asked()))
                .number(SqlColumns.truth(entry.stream()))
                .text(entry.snapshot())
                .text(entry.dataClass().name())
                .text(ShortJson.write(entry.found()))
                .text(SqlColumns.clean(entry.destination()))
                .perhapsText(entry.kind().map(DestinationKind::id).orElse(null))
                .text(SqlColumns.clean(entry.code()));
        SqlColumns.put(entry.reserved(), row);
        SqlColumns.put(entry.usage(), row);
        SqlColumns.put(entry.cost(), row);
        row.number(entry.restored())
                .number(entry.bytesIn())
                .number(entry.bytesOut())
                .text(steps(entry.stepNanos()))
                .text(SqlColumns.clean(entry.question()))
                .text(SqlColumns.clean(entry.counterfactual()))
                .text(ShortJson.write(entry.tags()))
                .text(AttemptsJson.write(entry));
    }

    static Entry entry(Record row) {
        var like = new AttemptsJson.Shared(
                row.get(SqlColumns.DESTINATION),
                Optional.ofNullable(row.get(SqlColumns.KIND)).flatMap(DestinationKind::of),
                DataClass.valueOf(row.get(SqlColumns.DATA_CLASS)),
                SqlColumns.usage(row),
                SqlColumns.money(row, SqlColumns.COST_NANOS, SqlColumns.COST_CURRENCY));
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
                like.dataClass(),
                counts(row.get(FOUND)),
                like.destination(),
                like.kind(),
                row.get(CODE),
                SqlColumns.money(row, RESERVED_NANOS, RESERVED_CURRENCY),
                like.usage(),
                like.cost(),
                row.get(RESTORED),
                row.get(BYTES_IN),
                row.get(BYTES_OUT),
                nanos(row.get(STEP_NANOS)),
                AttemptsJson.read(row.get(ATTEMPTS), like),
                row.get(QUESTION),
                row.get(COUNTERFACTUAL),
                ShortJson.read(row.get(TAGS)));
    }

    /** Nanoseconds by the step's name; a list that is shorter than the steps names the first ones only. */
    private static String steps(List<Long> nanos) {
        var json = new ShortJsonWriter(192).beginObject();
        for (var i = 0; i < nanos.size(); i++) {
            json.number(i < STEPS.size() ? STEPS.get(i) : String.valueOf(i), nanos.get(i));
        }
        return json.endObject().toString();
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
