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
 * Queries about entries. Each may block on the database, so call them from virtual threads; results include everything
 * committed before the call. A failing database throws a {@link io.ambo.platform.DatabaseFailure}.
 */
public final class Entries {

    private final Runnable drain;
    private final SqlLedger ledger;
    private final SqlSums sums;
    private final SqlCorrections corrections;
    private final SqlRefusedCallers refusedCallers;

    /**
     * Queries a store.
     *
     * @param drain brings the store up to date; called before each query
     */
    Entries(Runnable drain, Database database) {
        this.drain = drain;
        this.ledger = new SqlLedger(database);
        this.sums = new SqlSums(database);
        this.corrections = new SqlCorrections(database);
        this.refusedCallers = new SqlRefusedCallers(database);
    }

    /** The newest entries first, at most {@code most}. */
    public List<Entry> last(int most) {
        return last(most, Optional.empty());
    }

    /** The newest entries first, optionally of one caller only. */
    public List<Entry> last(int most, Optional<String> caller) {
        drain.run();
        return ledger.last(most, caller);
    }

    /** At most {@code most} entries with ids greater than {@code id}, ordered by id. */
    public List<Entry> after(String id, int most) {
        drain.run();
        return ledger.after(id, most);
    }

    /**
     * The entry with an id, or with a prefix of one, ignoring letter case.
     *
     * @throws Refusal if several ids have that prefix
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
     * Corrects the cost of an entry; the booked cost and earlier corrections stay visible.
     *
     * @return the updated entry
     * @throws Refusal if it has not ended, or the amount is negative or in another currency
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

    /** Sums over a range of days (UTC, inclusive); one for each combination of groups, ordered by group. */
    public List<Sum> sums(List<Sum.By> by, LocalDate from, LocalDate to) {
        drain.run();
        return sums.sums(by, from, to);
    }

    /** The total cost, in a currency, of a caller's requests since a day (UTC), except those of one run. */
    public Money spentBefore(String run, String caller, String currency, LocalDate since) {
        drain.run();
        return sums.spentBefore(run, caller, currency, since);
    }

    /** Refusals of callers without a valid key, the newest minutes first. */
    public List<RefusedCaller> refusedCallers(int most) {
        drain.run();
        return refusedCallers.last(most);
    }
}
