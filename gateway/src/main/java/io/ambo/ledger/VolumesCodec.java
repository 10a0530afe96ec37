package io.ambo.ledger;

import io.ambo.platform.FlatJson;
import io.ambo.wire.JsonWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** Reads and writes {@link Entry.Volumes}. */
final class VolumesCodec implements PartCodec<Entry.Volumes> {

    private static final List<String> STEPS =
            Stream.of(Step.values()).map(Step::id).toList();

    @Override
    public void write(Encoder out, Entry.Volumes part) {
        out.number(part.restored());
        out.number(part.bytesIn());
        out.number(part.bytesOut());
        out.number(part.stepNanos().size());
        firstTwoExchanged(part.stepNanos()).forEach(out::number);
        out.number(part.guarded().size());
        part.guarded().forEach((guard, times) -> {
            out.text(guard);
            out.number(times);
        });
    }

    @Override
    public Entry.Volumes read(Decoder in) {
        return new Entry.Volumes(in.integer(), in.number(), in.number(), stepNanos(in), ChoiceCodec.found(in));
    }

    /** Before there were guards. */
    Entry.Volumes readWithoutGuards(Decoder in) {
        return new Entry.Volumes(in.integer(), in.number(), in.number(), stepNanos(in));
    }

    private static List<Long> stepNanos(Decoder in) {
        var nanos = new ArrayList<Long>();
        for (var left = in.count(); left > 0; left--) {
            nanos.add(in.number());
        }
        return firstTwoExchanged(nanos);
    }

    /** Journal records keep the original order of steps: receive, authenticate, and then the others. */
    private static List<Long> firstTwoExchanged(List<Long> nanos) {
        var exchanged = new ArrayList<>(nanos);
        if (nanos.size() > 1) {
            Collections.swap(exchanged, 0, 1);
        }
        return exchanged;
    }

    @Override
    public void put(Entry.Volumes part, ColumnWriter row) {
        row.number("restored", part.restored());
        row.number("bytes_in", part.bytesIn());
        row.number("bytes_out", part.bytesOut());
        row.text("step_nanos", steps(part.stepNanos()));
        row.text("guarded", FlatJson.write(part.guarded()));
    }

    @Override
    public Entry.Volumes get(ColumnReader row) {
        return new Entry.Volumes(
                Math.toIntExact(row.number("restored")),
                row.number("bytes_in"),
                row.number("bytes_out"),
                nanos(row.text("step_nanos")),
                ChoiceCodec.counts(row.text("guarded")));
    }

    /** Nanoseconds by step name; a list shorter than the steps covers the first ones only. */
    private static String steps(List<Long> nanos) {
        var json = new JsonWriter(192).openObject();
        for (var i = 0; i < nanos.size(); i++) {
            json.member(i < STEPS.size() ? STEPS.get(i) : String.valueOf(i), nanos.get(i));
        }
        return json.closeObject().toString();
    }

    /** Parses a text with steps in any order: rows of earlier versions start with {@code receive}. */
    static List<Long> nanos(String steps) {
        var byName = new LinkedHashMap<>(FlatJson.read(steps));
        var nanos = new ArrayList<Long>();
        for (var step : STEPS) {
            var value = byName.remove(step);
            if (value != null) {
                nanos.add(Long.valueOf(value));
            }
        }
        byName.values().forEach(value -> nanos.add(Long.valueOf(value)));
        return nanos;
    }
}
