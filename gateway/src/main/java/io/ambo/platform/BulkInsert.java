package io.ambo.platform;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import org.jooq.DSLContext;
import org.jooq.Insert;
import org.jspecify.annotations.Nullable;

/** Many rows by one prepared statement, whose values go to the driver without a detour. */
public final class BulkInsert {

    private BulkInsert() {}

    /** Says what a row's values are. */
    public interface Rows<T> {
        /** Puts the value of each of the statement's parameters, in their order. */
        void put(T item, Row row) throws SQLException;
    }

    /** The row that is being put together; each value stands after the one before. */
    public static final class Row {

        private final PreparedStatement prepared;
        private int place;

        private Row(PreparedStatement prepared) {
            this.prepared = prepared;
        }

        public Row text(String value) throws SQLException {
            prepared.setString(++place, value);
            return this;
        }

        public Row number(long value) throws SQLException {
            prepared.setLong(++place, value);
            return this;
        }

        /** A text, or null. */
        public Row perhapsText(@Nullable String value) throws SQLException {
            prepared.setString(++place, value);
            return this;
        }

        /** A whole number, or null. */
        public Row perhapsNumber(@Nullable Long value) throws SQLException {
            if (value == null) {
                prepared.setNull(++place, Types.BIGINT);
                return this;
            }
            return number(value);
        }

        private void add() throws SQLException {
            prepared.addBatch();
            place = 0;
        }
    }

    /** Inserts a row for each item; the statement has one row of parameters. */
    public static <T> void into(DSLContext sql, Insert<?> statement, Collection<T> items, Rows<T> rows) {
        if (items.isEmpty()) {
            return;
        }
        var text = sql.render(statement);
        sql.connection(connection -> {
            try (var prepared = connection.prepareStatement(text)) {
                var row = new Row(prepared);
                for (var item : items) {
                    rows.put(item, row);
                    row.add();
                }
                prepared.executeBatch();
            }
        });
    }
}
