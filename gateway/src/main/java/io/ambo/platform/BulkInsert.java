package io.ambo.platform;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import org.jooq.DSLContext;
import org.jooq.Insert;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** Inserts many rows through one prepared statement and binds the values directly in the driver. */
public final class BulkInsert {

    private BulkInsert() {}

    /** Supplies the values of a row. */
    public interface Rows<T> {
        /** Binds a value for each parameter of the statement, in order. */
        void put(T item, Row row);
    }

    /** The row being filled; each call binds the next parameter. */
    public static final class Row {

        private final PreparedStatement prepared;
        private int place;

        private Row(PreparedStatement prepared) {
            this.prepared = prepared;
        }

        /** A text. */
        public Row text(String value) {
            return perhapsText(value);
        }

        /** A text, or null. */
        public Row perhapsText(@Nullable String value) {
            try {
                prepared.setString(++place, value);
                return this;
            } catch (SQLException e) {
                throw refused(e);
            }
        }

        /** An integer. */
        public Row number(long value) {
            try {
                prepared.setLong(++place, value);
                return this;
            } catch (SQLException e) {
                throw refused(e);
            }
        }

        /** An integer, or null. */
        public Row perhapsNumber(@Nullable Long value) {
            if (value != null) {
                return number(value);
            }
            try {
                prepared.setNull(++place, Types.BIGINT);
                return this;
            } catch (SQLException e) {
                throw refused(e);
            }
        }

        private DataAccessException refused(SQLException e) {
            return new DataAccessException("the value at " + place + " was not taken", e);
        }

        private void add() throws SQLException {
            prepared.addBatch();
            place = 0;
        }
    }

    /** Inserts a row for each item; the statement must have parameters for one row. */
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
