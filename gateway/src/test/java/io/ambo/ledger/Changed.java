package io.ambo.ledger;

/** Entries that differ from others in one part. */
final class Changed {

    private Changed() {}

    static Entry outcome(Entry entry, Outcome outcome) {
        return new Entry(
                entry.id(),
                entry.run(),
                outcome,
                entry.openedAt(),
                entry.closedAt(),
                entry.caller(),
                entry.surface(),
                entry.asked(),
                entry.stream(),
                entry.snapshot(),
                entry.dataClass(),
                entry.found(),
                entry.destination(),
                entry.kind(),
                entry.code(),
                entry.reserved(),
                entry.usage(),
                entry.cost(),
                entry.restored(),
                entry.bytesIn(),
                entry.bytesOut(),
                entry.stepNanos(),
                entry.attempts(),
                entry.question(),
                entry.counterfactual(),
                entry.tags());
    }

    static Entry asked(Entry entry, String asked) {
        return new Entry(
                entry.id(),
                entry.run(),
                entry.outcome(),
                entry.openedAt(),
                entry.closedAt(),
                entry.caller(),
                entry.surface(),
                asked,
                entry.stream(),
                entry.snapshot(),
                entry.dataClass(),
                entry.found(),
                entry.destination(),
                entry.kind(),
                entry.code(),
                entry.reserved(),
                entry.usage(),
                entry.cost(),
                entry.restored(),
                entry.bytesIn(),
                entry.bytesOut(),
                entry.stepNanos(),
                entry.attempts(),
                entry.question(),
                entry.counterfactual(),
                entry.tags());
    }
}
