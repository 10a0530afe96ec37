package io.ambo.platform;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** Many rows of one table by one prepared statement, whose values go to the driver without a detour. */
public final class BulkInsert {

    private BulkInsert() {}

    /** Inserts rows that all have the same fields in the same order; values are text, whole numbers or null. */
    public static void into(DSLContext sql, Table<Record> table, List<Map<Field<?>, @Nullable Object>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var fields = rows.getFirst().keySet();
        var statement = sql.render(sql.insertInto(table).columns(fields).values(new Object[fields.size()]));
        sql.connection(connection -> {
            try (var prepared = connection.prepareStatement(statement)) {
                for (var row : rows) {
                    add(prepared, row.values());
                }
                prepared.executeBatch();
            }
        });
    }

    private static void add(PreparedStatement prepared, Collection<@Nullable Object> values) throws SQLException {
        var place = 1;
        for (var value : values) {
            prepared.setObject(place++, value);
        }
        prepared.addBatch();
    }
}
