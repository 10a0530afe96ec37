package io.ambo.ledger;

import io.ambo.core.Money;
import java.util.Optional;

/** Reads the columns of a row; a null column is empty. */
interface ColumnReader {

    Optional<String> perhapsText(String column);

    Optional<Long> perhapsNumber(String column);

    default String text(String column) {
        return perhapsText(column).orElseThrow(() -> new IllegalStateException("the column is null: " + column));
    }

    default long number(String column) {
        return perhapsNumber(column).orElseThrow(() -> new IllegalStateException("the column is null: " + column));
    }

    default boolean truth(String column) {
        return number(column) != 0;
    }

    /** An amount stored in two columns. */
    default Optional<Money> money(String nanos, String currency) {
        return perhapsText(currency).map(code -> new Money(number(nanos), code));
    }
}
