package io.ambo.ledger;

import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Money;
import io.ambo.core.Usage;
import java.util.List;
import java.util.Optional;

/** Entries that differ from others in one or several parts. */
final class Changed {

    private Outcome outcome;
    private String asked;
    private DataClass dataClass;
    private String destination;
    private Optional<DestinationKind> kind;
    private Usage usage;
    private Optional<Money> cost;
    private List<Attempt> attempts;

    private Changed(Entry entry) {
        outcome = entry.outcome();
        asked = entry.asked();
        dataClass = entry.dataClass();
        destination = entry.destination();
        kind = entry.kind();
        usage = entry.usage();
        cost = entry.cost();
        attempts = entry.attempts();
    }

    static Entry outcome(Entry entry, Outcome outcome) {
        var changed = new Changed(entry);
        changed.outcome = outcome;
        return changed.of(entry);
    }

    static Entry asked(Entry entry, String asked) {
        var changed = new Changed(entry);
        changed.asked = asked;
        return changed.of(entry);
    }

    static Entry attempts(Entry entry, List<Attempt> attempts) {
        var changed = new Changed(entry);
        changed.attempts = attempts;
        return changed.of(entry);
    }

    /** A copy with those parts of an attempt whose bit is set. */
    static Entry like(Entry entry, Attempt attempt, int parts) {
        var changed = new Changed(entry);
        changed.destination = (parts & 1) == 0 ? entry.destination() : attempt.destination();
        changed.kind = (parts & 2) == 0 ? entry.kind() : Optional.of(attempt.kind());
        changed.dataClass = (parts & 4) == 0 ? entry.dataClass() : attempt.dataClass();
        changed.usage = (parts & 8) == 0 ? entry.usage() : attempt.usage();
        changed.cost = (parts & 16) == 0 ? entry.cost() : attempt.cost();
        return changed.of(entry);
    }

    private Entry of(Entry entry) {
        var lifecycle = entry.lifecycle();
        var choice = entry.choice();
        return new Entry(
                new Entry.Lifecycle(
                        lifecycle.id(),
                        lifecycle.run(),
                        outcome,
                        lifecycle.code(),
                        lifecycle.openedAt(),
                        lifecycle.closedAt()),
                new Entry.Request(entry.caller(), entry.surface(), asked, entry.stream(), entry.tags()),
                new Entry.Choice(
                        choice.snapshot(),
                        dataClass,
                        choice.found(),
                        destination,
                        kind,
                        choice.question(),
                        choice.counterfactual()),
                new Entry.Charge(entry.reserved(), usage, cost),
                entry.volumes(),
                attempts);
    }
}
