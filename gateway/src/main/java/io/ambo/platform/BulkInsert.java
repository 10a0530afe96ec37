package io.ambo.platform;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import org.jooq.DSLContext;
import org.jooq.Insert;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** Many rows by one prepared statement, whose values go to the driver without a detour. */
public final class BulkInsert {

    private BulkInsert() {}

    /** Says what a row's values are. */
    public interface Rows<T> {
        /** Puts the value of each of the statement's parameters, in their order. */
        void put(T item, Row row);
    }

    /** The row that is being put together; each value stands after the one before. */
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

        /** A whole number. */
        public Row number(long value) {
            try {
                prepared.setLong(++place, value);
                return this;
            } catch (SQLException e) {
                throw refused(e);
            }
        }

        /** A whole number, or null. */
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
