package io.ambo.access;

import io.ambo.core.Money;
import java.time.LocalDate;

/** Says what a key spent before this run of the program; it may wait for the ledger. */
@FunctionalInterface
public interface Spending {

    /** The sum of what the key's requests since that day (UTC) cost in that currency, but for those of this run. */
    Money before(String caller, String currency, LocalDate since);
}
