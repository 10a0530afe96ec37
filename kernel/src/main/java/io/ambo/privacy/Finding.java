package io.ambo.privacy;

import io.ambo.core.DataClass;
import io.ambo.core.Named;
import io.ambo.wire.Run;

/** A value that was found, where it stands, and of which kind it is; it never shows the value itself. */
public final class Finding {

    private final Passage passage;
    private final HiddenNames names;
    private final Kind kind;
    private final int[] ranges;
    private final String canonical;
    private final String writing;

    Finding(Passage passage, HiddenNames names, Kind kind, int[] ranges, String canonical, String writing) {
        this.passage = passage;
        this.names = names;
        this.kind = kind;
        this.ranges = ranges;
        this.canonical = canonical;
        this.writing = writing;
    }

    /** What a finding takes from its recogniser. */
    record Kind(Named recogniser, String token, DataClass dataClass) {}

    public Run run() {
        return passage.run();
    }

    /** The id of the recogniser, for example {@code phone-cn}. */
    public String recogniser() {
        return kind.recogniser().id();
    }

    /** The recogniser as a message names it, for example "mobile number of mainland China". */
    Named named() {
        return kind.recogniser();
    }

    /** The word with which its placeholder begins. */
    public String token() {
        return kind.token();
    }

    public DataClass dataClass() {
        return kind.dataClass();
    }

    /** Bytes of the body, start and end in turn; more than one range where a value spans parts of a message. */
    public int[] ranges() {
        return ranges.clone();
    }

    /** Whether it can be replaced where it stands; not so in a number, a member's name, or damaged inner JSON. */
    public boolean replaceable() {
        return passage.replaceable();
    }

    /**
     * The JSON path of the string, number or name that it stands in. It is looked for each time, along all that stands
     * before, so ask for few.
     */
    public String path() {
        return names.path(passage);
    }

    /** The same path with no member's name but the format's own, for what is kept. */
    String keptPath() {
        return names.keptPath(passage);
    }

    /** What all writings of the value have in common. */
    String canonical() {
        return canonical;
    }

    /** The value as it was written, escapes of JSON undone. */
    String writing() {
        return writing;
    }

    int start() {
        return ranges[0];
    }

    @Override
    public String toString() {
        return recogniser() + " (" + dataClass() + ") at " + path();
    }
}
