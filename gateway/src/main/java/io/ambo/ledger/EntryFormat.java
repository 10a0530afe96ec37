package io.ambo.ledger;

/**
 * The format of an entry in the journal: a version, then each part, written by its codec.
 *
 * <p>An enum constant is written as its index in a list that only ever grows. Any change of what a codec writes
 * requires a new version; old versions stay readable, because a file written before an update is drained after it.
 */
final class EntryFormat {

    static final int VERSION = 4;

    /** From this version on an attempt says which members were changed. */
    static final int WITH_CHANGED = 3;

    /** From this version on it says what guards did. */
    private static final int WITH_GUARDS = 4;

    private static final int FIRST_VERSION = 1;

    private static final LifecycleCodec LIFECYCLE = new LifecycleCodec();
    private static final RequestCodec REQUEST = new RequestCodec();
    private static final ChoiceCodec CHOICE = new ChoiceCodec();
    private static final ChargeCodec CHARGE = new ChargeCodec();
    private static final VolumesCodec VOLUMES = new VolumesCodec();

    private EntryFormat() {}

    static void write(Encoder out, Entry entry) {
        out.octet(VERSION);
        LIFECYCLE.write(out, entry.lifecycle());
        REQUEST.write(out, entry.request());
        CHOICE.write(out, entry.choice());
        CHARGE.write(out, entry.charge());
        VOLUMES.write(out, entry.volumes());
        AttemptCodec.write(out, entry.attempts());
    }

    static void put(Entry entry, ColumnWriter row) {
        LIFECYCLE.put(entry.lifecycle(), row);
        REQUEST.put(entry.request(), row);
        CHOICE.put(entry.choice(), row);
        CHARGE.put(entry.charge(), row);
        VOLUMES.put(entry.volumes(), row);
        row.text("attempts", AttemptsJson.write(entry));
    }

    static Entry get(ColumnReader row) {
        var choice = CHOICE.get(row);
        var charge = CHARGE.get(row);
        return new Entry(
                LIFECYCLE.get(row),
                REQUEST.get(row),
                choice,
                charge,
                VOLUMES.get(row),
                AttemptsJson.read(row.text("attempts"), AttemptsJson.Shared.of(choice, charge)),
                CorrectionsJson.read(row.text("corrections")));
    }

    static boolean isKnown(int version) {
        return version >= FIRST_VERSION && version <= VERSION;
    }

    /** Reads the entry of a record; constructor arguments are read in the order in which they were written. */
    static Entry read(Decoder in) {
        var version = in.octet();
        if (!isKnown(version)) {
            throw new IllegalArgumentException("a record of version " + version + ", and this Ambo knows " + VERSION);
        }
        var entry = version == FIRST_VERSION ? readFirstVersion(in) : readParts(in, version);
        if (!in.atEnd()) {
            throw new IllegalArgumentException("the record goes on after its content");
        }
        return entry;
    }

    /** Reads only the run of a record's entry. */
    static String readRun(Decoder in) {
        in.octet();
        in.text();
        return in.text();
    }

    private static Entry readParts(Decoder in, int version) {
        return new Entry(
                LIFECYCLE.read(in),
                REQUEST.read(in),
                CHOICE.read(in),
                CHARGE.read(in),
                version < WITH_GUARDS ? VOLUMES.readWithoutGuards(in) : VOLUMES.read(in),
                AttemptCodec.read(in, version));
    }

    /** Before entries had parts, their members were in a different order. */
    private static Entry readFirstVersion(Decoder in) {
        var id = in.text();
        var run = in.text();
        var outcome = LifecycleCodec.outcome(in);
        var openedAt = in.time();
        var closedAt = LifecycleCodec.closedAt(in);
        var caller = in.text();
        var surface = in.text();
        var asked = in.text();
        var stream = in.truth();
        var snapshot = in.text();
        var dataClass = in.dataClass();
        var found = ChoiceCodec.found(in);
        var destination = in.text();
        var kind = ChoiceCodec.kind(in);
        var code = in.text();
        var charge = CHARGE.read(in);
        var volumes = VOLUMES.readWithoutGuards(in);
        var attempts = AttemptCodec.read(in, FIRST_VERSION);
        var choice = new Entry.Choice(snapshot, dataClass, found, destination, kind, in.text(), in.text());
        var request = new Entry.Request(caller, surface, asked, stream, RequestCodec.tags(in));
        var lifecycle = new Entry.Lifecycle(id, run, outcome, code, openedAt, closedAt);
        return new Entry(lifecycle, request, choice, charge, volumes, attempts);
    }
}
