package io.ambo.ledger;

import java.util.Optional;

/** Writes a row column by column. */
interface ColumnWriter {

    void text(String column, String value);

    void text(String column, Optional<String> value);

    void number(String column, long value);

    void number(String column, Optional<Long> value);

    default void truth(String column, boolean value) {
        number(column, value ? 1 : 0);
    }
}
