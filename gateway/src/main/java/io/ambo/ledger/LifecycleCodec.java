package io.ambo.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads and writes {@link Entry.Lifecycle}; every journal record starts with its id and run. */
final class LifecycleCodec implements PartCodec<Entry.Lifecycle> {

    private static final List<Outcome> OUTCOMES =
            List.of(Outcome.OPEN, Outcome.SERVED, Outcome.REFUSED, Outcome.FAILED, Outcome.ABANDONED);

    @Override
    public void write(Encoder out, Entry.Lifecycle part) {
        out.text(part.id());
        out.text(part.run());
        out.constant(OUTCOMES, part.outcome());
        out.text(part.code());
        out.time(part.openedAt());
        out.truth(part.closedAt().isPresent());
        part.closedAt().ifPresent(out::time);
    }

    @Override
    public Entry.Lifecycle read(Decoder in) {
        return new Entry.Lifecycle(in.text(), in.text(), outcome(in), in.text(), in.time(), closedAt(in));
    }

    static Outcome outcome(Decoder in) {
        return in.constant(OUTCOMES);
    }

    static Optional<Instant> closedAt(Decoder in) {
        return in.truth() ? Optional.of(in.time()) : Optional.empty();
    }

    @Override
    public void put(Entry.Lifecycle part, ColumnWriter row) {
        row.text("id", part.id());
        row.text("run", part.run());
        row.text("outcome", part.outcome().id());
        row.text("code", part.code());
        row.number("opened_at", Micros.of(part.openedAt()));
        row.number("closed_at", part.closedAt().map(Micros::of));
    }

    @Override
    public Entry.Lifecycle get(ColumnReader row) {
        return new Entry.Lifecycle(
                row.text("id"),
                row.text("run"),
                Outcome.of(row.text("outcome")),
                row.text("code"),
                Micros.time(row.number("opened_at")),
                row.perhapsNumber("closed_at").map(Micros::time));
    }
}
