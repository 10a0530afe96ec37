package io.ambo.ledger;

import io.ambo.catalog.Treatment;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an entry is written in the journal: its version, then its parts in the order of the record.
 *
 * <p>A constant of an enum is written as its place in one of the lists below, which only ever grow. A change of the order
 * of the parts is a new version; the old ones stay readable, since a file written before an update is drained after it.
 */
final class EntryFormat {

    static final int VERSION = 1;

    private static final List<Outcome> OUTCOMES =
            List.of(Outcome.OPEN, Outcome.SERVED, Outcome.REFUSED, Outcome.FAILED, Outcome.ABANDONED);
    private static final List<DataClass> CLASSES =
            List.of(DataClass.L0, DataClass.L1, DataClass.L2, DataClass.L3, DataClass.L4, DataClass.L5);
    private static final List<DestinationKind> KINDS =
            List.of(DestinationKind.EMBEDDED, DestinationKind.PRIVATE, DestinationKind.CLOSED);
    private static final List<Treatment> TREATMENTS = List.of(Treatment.CLEAR, Treatment.DE_IDENTIFY, Treatment.REFUSE);

    private EntryFormat() {}

    static void write(Encoder out, Entry entry) {
        out.octet(VERSION);
        writeHead(out, entry);
        writeDecision(out, entry);
        writeMeasures(out, entry);
        out.number(entry.attempts().size());
        for (var attempt : entry.attempts()) {
            writeAttempt(out, attempt);
        }
        out.text(entry.question());
        out.text(entry.counterfactual());
        out.number(entry.tags().size());
        entry.tags().forEach((name, value) -> {
            out.text(name);
            out.text(value);
        });
    }

    private static void writeHead(Encoder out, Entry entry) {
        out.text(entry.id());
        out.text(entry.run());
        out.constant(OUTCOMES, entry.outcome());
        writeTime(out, entry.openedAt());
        out.truth(entry.closedAt().isPresent());
        entry.closedAt().ifPresent(time -> writeTime(out, time));
        out.text(entry.caller());
        out.text(entry.surface());
        out.text(entry.asked());
        out.truth(entry.stream());
        out.text(entry.snapshot());
    }

    private static void writeDecision(Encoder out, Entry entry) {
        out.constant(CLASSES, entry.dataClass());
        out.number(entry.found().size());
        entry.found().forEach((recogniser, count) -> {
            out.text(recogniser);
            out.number(count);
        });
        out.text(entry.destination());
        out.truth(entry.kind().isPresent());
        entry.kind().ifPresent(kind -> out.constant(KINDS, kind));
        out.text(entry.code());
        out.money(entry.reserved());
    }

    private static void writeMeasures(Encoder out, Entry entry) {
        out.usage(entry.usage());
        out.money(entry.cost());
        out.number(entry.restored());
        out.number(entry.bytesIn());
        out.number(entry.bytesOut());
        out.number(entry.stepNanos().size());
        for (var nanos : entry.stepNanos()) {
            out.number(nanos);
        }
    }

    private static void writeAttempt(Encoder out, Attempt attempt) {
        out.text(attempt.destination());
        out.constant(KINDS, attempt.kind());
        out.constant(CLASSES, attempt.dataClass());
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
    }

    private static void writeTime(Encoder out, Instant time) {
        out.number(time.getEpochSecond());
        out.number(time.getNano());
    }

    /** The entry of a record's content; the arguments of the constructors are read in the order in which they stand. */
    static Entry read(Decoder in) {
        var version = in.octet();
        if (version != VERSION) {
            throw new IllegalArgumentException("a record of version " + version + ", and this Ambo knows " + VERSION);
        }
        var entry = readEntry(in);
        if (!in.atEnd()) {
            throw new IllegalArgumentException("the record goes on after its content");
        }
        return entry;
    }

    /** The run of the entry of a record's content, without reading the rest. */
    static String readRun(Decoder in) {
        in.octet();
        in.text();
        return in.text();
    }

    private static Entry readEntry(Decoder in) {
        return new Entry(
                in.text(),
                in.text(),
                in.constant(OUTCOMES),
                readTime(in),
                in.truth() ? Optional.of(readTime(in)) : Optional.empty(),
                in.text(),
                in.text(),
                in.text(),
                in.truth(),
                in.text(),
                in.constant(CLASSES),
                readFound(in),
                in.text(),
                readKind(in),
                in.text(),
                in.money(),
                in.usage(),
                in.money(),
                in.integer(),
                in.number(),
                in.number(),
                readStepNanos(in),
                readAttempts(in),
                in.text(),
                in.text(),
                readTags(in));
    }

    private static Attempt readAttempt(Decoder in) {
        return new Attempt(
                in.text(),
                in.constant(KINDS),
                in.constant(CLASSES),
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
                in.text());
    }

    private static Instant readTime(Decoder in) {
        return Instant.ofEpochSecond(in.number(), in.number());
    }

    private static Optional<DestinationKind> readKind(Decoder in) {
        return in.truth() ? Optional.of(in.constant(KINDS)) : Optional.empty();
    }

    private static Map<String, Integer> readFound(Decoder in) {
        var found = new HashMap<String, Integer>();
        for (var left = in.count(); left > 0; left--) {
            found.put(in.text(), in.integer());
        }
        return found;
    }

    private static List<Long> readStepNanos(Decoder in) {
        var nanos = new ArrayList<Long>();
        for (var left = in.count(); left > 0; left--) {
            nanos.add(in.number());
        }
        return nanos;
    }

    private static List<Attempt> readAttempts(Decoder in) {
        var attempts = new ArrayList<Attempt>();
        for (var left = in.count(); left > 0; left--) {
            attempts.add(readAttempt(in));
        }
        return attempts;
    }

    private static Map<String, String> readTags(Decoder in) {
        var tags = new HashMap<String, String>();
        for (var left = in.count(); left > 0; left--) {
            tags.put(in.text(), in.text());
        }
        return tags;
    }
}
