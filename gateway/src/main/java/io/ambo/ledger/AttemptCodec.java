package io.ambo.ledger;

import io.ambo.catalog.Treatment;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes an {@link Attempt} in the journal; see {@link AttemptsJson} for its form in SQL. */
final class AttemptCodec {

    private static final List<Treatment> TREATMENTS = List.of(Treatment.CLEAR, Treatment.DE_IDENTIFY, Treatment.REFUSE);

    private AttemptCodec() {}

    static void write(Encoder out, List<Attempt> attempts) {
        out.number(attempts.size());
        for (var attempt : attempts) {
            write(out, attempt);
        }
    }

    private static void write(Encoder out, Attempt attempt) {
        out.text(attempt.destination());
        out.kind(attempt.kind());
        out.dataClass(attempt.dataClass());
        out.constant(TREATMENTS, attempt.treatment());
        out.number(attempt.sent());
        out.number(attempt.received());
        out.text(attempt.outcome());
        out.number(attempt.status());
        out.number(attempt.startedMicros());
        out.number(attempt.firstByteMicros());
        out.number(attempt.tookMicros());
        out.usage(attempt.usage());
        out.money(attempt.cost());
        out.text(attempt.priceSince());
        out.text(attempt.changed());
    }

    /** Reads them as the given version of the format wrote them. */
    static List<Attempt> read(Decoder in, int version) {
        var attempts = new ArrayList<Attempt>();
        for (var left = in.count(); left > 0; left--) {
            attempts.add(attempt(in, version));
        }
        return attempts;
    }

    private static Attempt attempt(Decoder in, int version) {
        return new Attempt(
                in.text(),
                in.kind(),
                in.dataClass(),
                in.constant(TREATMENTS),
                in.number(),
                in.number(),
                in.text(),
                in.integer(),
                in.number(),
                in.number(),
                in.number(),
                in.usage(),
                in.money(),
                in.text(),
                version < EntryFormat.WITH_CHANGED ? "" : in.text());
    }
}
