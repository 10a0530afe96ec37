package io.ambo.ledger;

import static io.ambo.ledger.SqlEntryTable.CALLER;
import static io.ambo.ledger.SqlEntryTable.ENTRY;
import static io.ambo.ledger.SqlEntryTable.ID;
import static io.ambo.ledger.SqlEntryTable.OPENED_AT;

import io.ambo.platform.Database;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.SortField;
import org.jooq.impl.DSL;

/** Queries about entries in SQL. */
final class SqlLedger {

    private static final int ID_LENGTH = 26;
    private static final Comparator<Entry> NEWEST_FIRST =
            Comparator.comparing(Entry::openedAt).thenComparing(Entry::id).reversed();
    private final Database database;

    SqlLedger(Database database) {
        this.database = database;
    }

    /** The newest first: ids start with the millisecond of {@link Entry#openedAt}, so their index gives the order. */
    List<Entry> last(int most, Optional<String> caller) {
        var condition = caller.<Condition>map(CALLER::eq).orElse(DSL.noCondition());
        return entries(condition, caller.isPresent() ? OPENED_AT.desc() : ID.desc(), most).stream()
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** Entries with greater ids, ordered by id. */
    List<Entry> after(String id, int most) {
        return entries(ID.gt(id), ID.asc(), most);
    }

    /** At most two entries whose ids have this prefix; a range condition, so that the primary key's index is used. */
    List<Entry> beginning(String prefix) {
        var low = prefix + "0".repeat(Math.max(0, ID_LENGTH - prefix.length()));
        var high = prefix + "Z".repeat(Math.max(0, ID_LENGTH - prefix.length()));
        return entries(ID.between(low, high), ID.asc(), 2);
    }

    private List<Entry> entries(Condition condition, SortField<?> order, int most) {
        return database.read(sql -> sql.select(SqlEntryTable.FIELDS)
                .from(ENTRY)
                .where(condition)
                .orderBy(order)
                .limit(most)
                .fetch(SqlEntryTable::entry));
    }

    long count() {
        return database.read(sql -> (long) sql.fetchCount(ENTRY));
    }
}
