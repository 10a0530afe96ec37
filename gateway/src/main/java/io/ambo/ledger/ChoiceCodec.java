package io.ambo.ledger;

import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.platform.FlatJson;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads and writes {@link Entry.Choice}. */
final class ChoiceCodec implements PartCodec<Entry.Choice> {

    @Override
    public void write(Encoder out, Entry.Choice part) {
        out.text(part.snapshot());
        out.dataClass(part.dataClass());
        out.number(part.found().size());
        part.found().forEach((recogniser, count) -> {
            out.text(recogniser);
            out.number(count);
        });
        out.text(part.destination());
        out.truth(part.kind().isPresent());
        part.kind().ifPresent(out::kind);
        out.text(part.question());
        out.text(part.counterfactual());
    }

    @Override
    public Entry.Choice read(Decoder in) {
        return new Entry.Choice(in.text(), in.dataClass(), found(in), in.text(), kind(in), in.text(), in.text());
    }

    static Map<String, Integer> found(Decoder in) {
        var found = new HashMap<String, Integer>();
        for (var left = in.count(); left > 0; left--) {
            found.put(in.text(), in.integer());
        }
        return found;
    }

    static Optional<DestinationKind> kind(Decoder in) {
        return in.truth() ? Optional.of(in.kind()) : Optional.empty();
    }

    @Override
    public void put(Entry.Choice part, ColumnWriter row) {
        row.text("snapshot", part.snapshot());
        row.text("data_class", part.dataClass().name());
        row.text("found", FlatJson.write(part.found()));
        row.text("destination", part.destination());
        row.text("kind", part.kind().map(DestinationKind::id));
        row.text("question", part.question());
        row.text("counterfactual", part.counterfactual());
    }

    @Override
    public Entry.Choice get(ColumnReader row) {
        return new Entry.Choice(
                row.text("snapshot"),
                DataClass.valueOf(row.text("data_class")),
                counts(row.text("found")),
                row.text("destination"),
                row.perhapsText("kind").flatMap(DestinationKind::of),
                row.text("question"),
                row.text("counterfactual"));
    }

    static Map<String, Integer> counts(String found) {
        var counts = new HashMap<String, Integer>();
        FlatJson.read(found).forEach((recogniser, count) -> counts.put(recogniser, Integer.valueOf(count)));
        return counts;
    }
}
