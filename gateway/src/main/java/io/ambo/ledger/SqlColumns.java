package io.ambo.ledger;

import io.ambo.core.Money;
import io.ambo.core.Usage;
import io.ambo.platform.BulkInsert;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Columns of the measures, and how values of the house stand in columns. */
final class SqlColumns {

    static final Field<Long> INPUT = number("input");
    static final Field<Long> CACHED_INPUT = number("cached_input");
    static final Field<Long> CACHE_WRITE = number("cache_write");
    static final Field<Long> OUTPUT = number("output");
    static final Field<Long> REASONING = number("reasoning");
    static final Field<Integer> ESTIMATED = integer("estimated");
    static final Field<Long> COST_NANOS = number("cost_nanos");
    static final Field<String> COST_CURRENCY = text("cost_currency");
    static final Field<String> DESTINATION = text("destination");
    static final Field<String> KIND = text("kind");
    static final Field<String> DATA_CLASS = text("data_class");
    static final Field<String> OUTCOME = text("outcome");

    private SqlColumns() {}

    static Field<String> text(String name) {
        return DSL.field(DSL.name(name), SQLDataType.VARCHAR);
    }

    static Field<Long> number(String name) {
        return DSL.field(DSL.name(name), SQLDataType.BIGINT);
    }

    static Field<Integer> integer(String name) {
        return DSL.field(DSL.name(name), SQLDataType.INTEGER);
    }

    /** Text that a column can hold: PostgreSQL has no character zero. */
    static String clean(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    static <E extends Enum<E>> E constant(Class<E> type, String id) {
        return Enum.valueOf(type, id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    static int truth(boolean value) {
        return value ? 1 : 0;
    }

    /** Microseconds since 1970 UTC; what is below one is cut off. */
    static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }

    static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Values of two columns. */
    static void put(Optional<Money> amount, BulkInsert.Row row) {
        row.perhapsNumber(amount.map(Money::nanos).orElse(null))
                .perhapsText(amount.map(Money::currency).orElse(null));
    }

    /** Values of the columns from {@link #INPUT} to {@link #ESTIMATED}. */
    static void put(Usage usage, BulkInsert.Row row) {
        row.number(usage.input())
                .number(usage.cachedInput())
                .number(usage.cacheWrite())
                .number(usage.output())
                .number(usage.reasoning())
                .number(truth(usage.estimated()));
    }

    static Usage usage(Record row) {
        return new Usage(
                row.get(INPUT),
                row.get(CACHED_INPUT),
                row.get(CACHE_WRITE),
                row.get(OUTPUT),
                row.get(REASONING),
                row.get(ESTIMATED) != 0);
    }

    static Optional<Money> money(Record row, Field<Long> nanos, Field<String> currency) {
        return Optional.ofNullable(row.get(currency)).map(code -> new Money(row.get(nanos), code));
    }
}
