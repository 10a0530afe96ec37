package io.ambo.ledger;

import io.ambo.core.Money;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.platform.Database;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Questions about entries. Each may wait for the database, so it is asked from virtual threads; each answer takes in
 * what was committed before the question. A database that fails is a {@link io.ambo.platform.DatabaseFailure}.
 */
public final class Entries {

    private final Runnable drain;
    private final SqlLedger ledger;
    private final SqlSums sums;
    private final SqlCorrections corrections;
    private final SqlRefusedCallers refusedCallers;

    /**
     * Questions to a store.
     *
     * @param drain brings the store up to the present; called before each answer
     */
    Entries(Runnable drain, Database database) {
        this.drain = drain;
        this.ledger = new SqlLedger(database);
        this.sums = new SqlSums(database);
        this.corrections = new SqlCorrections(database);
        this.refusedCallers = new SqlRefusedCallers(database);
    }

    /** The newest first, at most so many. */
    public List<Entry> last(int most) {
        return last(most, Optional.empty());
    }

    /** The newest first, of one caller if one is given. */
    public List<Entry> last(int most, Optional<String> caller) {
        drain.run();
        return ledger.last(most, caller);
    }

    /** Those whose ids follow that one, in the order of ids, at most so many. */
    public List<Entry> after(String id, int most) {
        drain.run();
        return ledger.after(id, most);
    }

    /**
     * The entry of an id, or of the beginning of one in any case.
     *
     * @throws Refusal several begin so
     */
    public Optional<Entry> find(String idOrBeginning) {
        drain.run();
        var found = ledger.beginning(idOrBeginning.strip().toUpperCase(Locale.ROOT));
        if (found.size() > 1) {
            throw Refusal.of(Reason.BAD_COMMAND, "ledger.ambiguous-id", idOrBeginning)
                    .hint("ledger.ambiguous-id-hint");
        }
        return found.stream().findFirst();
    }

    /**
     * Says what an entry cost in place of what was booked or said before; that stays visible.
     *
     * @return the entry as it is now
     * @throws Refusal it has not ended, or the amount is negative or in another currency
     */
    public Entry correct(Entry entry, Correction correction) {
        if (entry.outcome() == Outcome.OPEN) {
            throw Refusal.of(Reason.BAD_COMMAND, "ledger.correct-open", entry.id());
        }
        var currency = entry.cost().or(entry::reserved).map(Money::currency);
        if (currency.filter(it -> !it.equals(correction.cost().currency())).isPresent()) {
            throw Refusal.of(Reason.BAD_COMMAND, "ledger.correct-currency", entry.id(), currency.get());
        }
        corrections.add(entry.id(), correction);
        return ledger.beginning(entry.id()).getFirst();
    }

    public long count() {
        drain.run();
        return ledger.count();
    }

    /** Sums from a day to a day (UTC), both included; one for each combination of groups, in their order. */
    public List<Sum> sums(List<Sum.By> by, LocalDate from, LocalDate to) {
        drain.run();
        return sums.sums(by, from, to);
    }

    /** What a caller's requests since a day (UTC) cost in a currency, but for those of one run. */
    public Money spentBefore(String run, String caller, String currency, LocalDate since) {
        drain.run();
        return sums.spentBefore(run, caller, currency, since);
    }

    /** Refusals without a valid key, the newest minutes first. */
    public List<RefusedCaller> refusedCallers(int most) {
        drain.run();
        return refusedCallers.last(most);
    }
}
