package io.ambo.ledger;

import io.ambo.platform.FlatJson;
import java.util.HashMap;
import java.util.Map;

/** Reads and writes {@link Entry.Request}. */
final class RequestCodec implements PartCodec<Entry.Request> {

    @Override
    public void write(Encoder out, Entry.Request part) {
        out.text(part.caller());
        out.text(part.surface());
        out.text(part.asked());
        out.truth(part.stream());
        out.number(part.tags().size());
        part.tags().forEach((name, value) -> {
            out.text(name);
            out.text(value);
        });
    }

    @Override
    public Entry.Request read(Decoder in) {
        return new Entry.Request(in.text(), in.text(), in.text(), in.truth(), tags(in));
    }

    static Map<String, String> tags(Decoder in) {
        var tags = new HashMap<String, String>();
        for (var left = in.count(); left > 0; left--) {
            tags.put(in.text(), in.text());
        }
        return tags;
    }

    @Override
    public void put(Entry.Request part, ColumnWriter row) {
        row.text("caller", part.caller());
        row.text("surface", part.surface());
        row.text("asked", part.asked());
        row.truth("stream", part.stream());
        row.text("tags", FlatJson.write(part.tags()));
    }

    @Override
    public Entry.Request get(ColumnReader row) {
        return new Entry.Request(
                row.text("caller"),
                row.text("surface"),
                row.text("asked"),
                row.truth("stream"),
                FlatJson.read(row.text("tags")));
    }
}
