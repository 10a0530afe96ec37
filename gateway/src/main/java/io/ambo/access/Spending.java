package io.ambo.access;

import io.ambo.core.Money;
import java.time.LocalDate;

/** Tells what a key spent before this run of the program; it may block on the ledger. */
@FunctionalInterface
public interface Spending {

    /** The total cost, in that currency, of the key's requests since that day (UTC), except those of this run. */
    Money before(String caller, String currency, LocalDate since);
}
