package io.ambo.ledger;

import io.ambo.platform.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The table {@code refused_caller}. */
final class SqlRefusedCallers {

    private static final Table<Record> REFUSED_CALLER = DSL.table(DSL.name("refused_caller"));
    private static final Field<String> ADDRESS = SqlColumns.text("address");
    private static final Field<Long> MINUTE = SqlColumns.number("minute");
    private static final Field<String> CODE = SqlColumns.text("code");
    private static final Field<Long> TIMES = SqlColumns.number("times");
    private static final Field<Long> TIMES_BEFORE = DSL.field(DSL.name("refused_caller", "times"), SQLDataType.BIGINT);

    private final Database database;

    SqlRefusedCallers(Database database) {
        this.database = database;
    }

    /** Adds counts to the stored ones. */
    void add(Map<RefusedCallers.Group, Long> counts) {
        if (!counts.isEmpty()) {
            database.write(sql -> {
                counts.forEach((group, times) -> add(sql, group, times));
                return counts.size();
            });
        }
    }

    /** The newest minutes first. */
    List<RefusedCaller> last(int most) {
        return database.read(sql -> sql.select(ADDRESS, MINUTE, CODE, TIMES)
                .from(REFUSED_CALLER)
                .orderBy(MINUTE.desc(), TIMES.desc(), ADDRESS)
                .limit(most)
                .fetch(row -> new RefusedCaller(
                        row.get(ADDRESS), Instant.ofEpochSecond(row.get(MINUTE) * 60), row.get(CODE), row.get(TIMES))));
    }

    private static void add(DSLContext sql, RefusedCallers.Group group, long times) {
        sql.insertInto(REFUSED_CALLER)
                .columns(ADDRESS, MINUTE, CODE, TIMES)
                .values(SqlColumns.clean(group.address()), group.minute(), group.code(), times)
                .onConflict(ADDRESS, MINUTE, CODE)
                .doUpdate()
                .set(TIMES, TIMES_BEFORE.plus(times))
                .execute();
    }
}
