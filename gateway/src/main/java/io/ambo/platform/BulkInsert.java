package io.ambo.platform;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** Many rows of one table by one prepared statement, whose values go to the driver without a detour. */
public final class BulkInsert {

    private BulkInsert() {}

    /**
     * Inserts the rows whose keys are not there yet.
     *
     * @param rows a value for each field, in the order of the fields: text, whole numbers or null
     * @return the places of the rows that were left out, since the table has a row with such a key
     */
    public static BitSet into(
            DSLContext sql, Table<Record> table, List<Field<?>> fields, List<List<@Nullable Object>> rows) {
        var left = new BitSet();
        if (rows.isEmpty()) {
            return left;
        }
        var statement = sql.render(sql.insertInto(table)
                .columns(fields)
                .values(new Object[fields.size()])
                .onConflictDoNothing());
        sql.connection(connection -> {
            try (var prepared = connection.prepareStatement(statement)) {
                for (var row : rows) {
                    add(prepared, row);
                }
                var inserted = prepared.executeBatch();
                for (var place = 0; place < inserted.length; place++) {
                    left.set(place, inserted[place] == 0);
                }
            }
        });
        return left;
    }

    private static void add(PreparedStatement prepared, List<@Nullable Object> row) throws SQLException {
        for (var place = 0; place < row.size(); place++) {
            prepared.setObject(place + 1, row.get(place));
        }
        prepared.addBatch();
    }
}
