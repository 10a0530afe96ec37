package io.ambo.ledger;

import io.ambo.core.DataClass;
import io.ambo.core.Usage;
import io.ambo.platform.BulkInsert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Insert;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The table {@code entry}: one row per entry, with the columns that {@link EntryFormat#put} writes and those of
 * corrections.
 */
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
    static final Field<String> ATTEMPTS = SqlColumns.text("attempts");
    static final Field<Long> CORRECTED_NANOS = SqlColumns.number("corrected_nanos");
    static final Field<String> CORRECTED_CURRENCY = SqlColumns.text("corrected_currency");
    static final Field<String> CORRECTIONS = SqlColumns.text("corrections");
    static final String OPEN = Outcome.OPEN.id();

    /** The columns of an insert. */
    private static final List<Field<?>> INSERTED = columns();

    /** The columns that an entry is read from. */
    static final List<Field<?>> FIELDS = withCorrections();

    /** Columns that are the same in all records of an entry, so that closing it does not update their indexes. */
    private static final Set<Field<?>> SETTLED = Set.of(ID, RUN, OPENED_AT, CALLER);

    private SqlEntryTable() {}

    /** Inserts a row; an existing one is replaced if it is open. */
    static Insert<?> statement(DSLContext sql) {
        return sql.insertInto(ENTRY)
                .columns(INSERTED)
                .values(new Object[INSERTED.size()])
                .onConflict(ID)
                .doUpdate()
                .set(INSERTED.stream()
                        .filter(field -> !SETTLED.contains(field))
                        .collect(Collectors.toMap(field -> field, DSL::excluded)))
                .where(DSL.field(DSL.name("entry", "outcome"), SQLDataType.VARCHAR)
                        .eq(DSL.inline(OPEN)));
    }

    /** Binds the values of an inserted row. */
    static void put(Entry entry, BulkInsert.Row row) {
        EntryFormat.put(entry, new ColumnWriter() {
            @Override
            public void text(String column, String value) {
                row.text(SqlColumns.clean(value));
            }

            @Override
            public void text(String column, Optional<String> value) {
                row.perhapsText(value.orElse(null));
            }

            @Override
            public void number(String column, long value) {
                row.number(value);
            }

            @Override
            public void number(String column, Optional<Long> value) {
                row.perhapsNumber(value.orElse(null));
            }
        });
    }

    static Entry entry(Record row) {
        return EntryFormat.get(new ColumnReader() {
            @Override
            public Optional<String> perhapsText(String column) {
                return Optional.ofNullable(row.get(column, String.class));
            }

            @Override
            public Optional<Long> perhapsNumber(String column) {
                return Optional.ofNullable(row.get(column, Long.class));
            }
        });
    }

    /** The names and types of the columns, which are the same for every entry. */
    private static List<Field<?>> columns() {
        var columns = new ArrayList<Field<?>>();
        EntryFormat.put(empty(), new ColumnWriter() {
            @Override
            public void text(String column, String value) {
                columns.add(SqlColumns.text(column));
            }

            @Override
            public void text(String column, Optional<String> value) {
                columns.add(SqlColumns.text(column));
            }

            @Override
            public void number(String column, long value) {
                columns.add(SqlColumns.number(column));
            }

            @Override
            public void number(String column, Optional<Long> value) {
                columns.add(SqlColumns.number(column));
            }
        });
        return List.copyOf(columns);
    }

    private static List<Field<?>> withCorrections() {
        var fields = new ArrayList<>(INSERTED);
        fields.add(CORRECTIONS);
        return List.copyOf(fields);
    }

    private static Entry empty() {
        return new Entry(
                new Entry.Lifecycle("", "", Outcome.OPEN, "", Instant.EPOCH, Optional.empty()),
                new Entry.Request("", "", "", false, Map.of()),
                new Entry.Choice("", DataClass.L0, Map.of(), "", Optional.empty(), "", ""),
                new Entry.Charge(Optional.empty(), Usage.NONE, Optional.empty()),
                new Entry.Volumes(0, 0, 0, List.of()),
                List.of());
    }
}
