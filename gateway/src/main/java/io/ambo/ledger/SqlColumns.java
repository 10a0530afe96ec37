package io.ambo.ledger;

import java.util.Locale;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The columns of usage and cost, and the conversion of values to columns. */
final class SqlColumns {

    static final Field<Long> INPUT = number("input");
    static final Field<Long> CACHED_INPUT = number("cached_input");
    static final Field<Long> CACHE_WRITE = number("cache_write");
    static final Field<Long> OUTPUT = number("output");
    static final Field<Long> REASONING = number("reasoning");
    static final Field<Integer> ESTIMATED = DSL.field(DSL.name("estimated"), SQLDataType.INTEGER);
    static final Field<Long> COST_NANOS = number("cost_nanos");
    static final Field<String> COST_CURRENCY = text("cost_currency");
    static final Field<String> DESTINATION = text("destination");
    static final Field<String> DATA_CLASS = text("data_class");
    static final Field<String> OUTCOME = text("outcome");

    private SqlColumns() {}

    static Field<String> text(String name) {
        return DSL.field(DSL.name(name), SQLDataType.VARCHAR);
    }

    static Field<Long> number(String name) {
        return DSL.field(DSL.name(name), SQLDataType.BIGINT);
    }

    /** Text that a column can store: PostgreSQL does not accept the NUL character. */
    static String clean(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    static <E extends Enum<E>> E constant(Class<E> type, String id) {
        return Enum.valueOf(type, id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
