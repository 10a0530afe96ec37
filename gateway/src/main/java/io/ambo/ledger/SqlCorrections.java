package io.ambo.ledger;

import static io.ambo.ledger.SqlEntryTable.ENTRY;
import static io.ambo.ledger.SqlEntryTable.ID;

import io.ambo.platform.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Corrections, stored in the rows of their entries. */
final class SqlCorrections {

    private final Database database;

    SqlCorrections(Database database) {
        this.database = database;
    }

    /** Adds a correction to those of an entry. */
    void add(String id, Correction correction) {
        database.write(sql -> {
            var known = sql.select(SqlEntryTable.CORRECTIONS)
                    .from(ENTRY)
                    .where(ID.eq(id))
                    .fetchSingle(SqlEntryTable.CORRECTIONS);
            var all = new ArrayList<>(CorrectionsJson.read(Objects.requireNonNull(known)));
            all.add(correction);
            return sql.update(ENTRY)
                    .set(SqlEntryTable.CORRECTED_NANOS, correction.cost().nanos())
                    .set(SqlEntryTable.CORRECTED_CURRENCY, correction.cost().currency())
                    .set(SqlEntryTable.CORRECTIONS, CorrectionsJson.write(List.copyOf(all)))
                    .where(ID.eq(id))
                    .execute();
        });
    }
}
