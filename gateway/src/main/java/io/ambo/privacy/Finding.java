package io.ambo.privacy;

import io.ambo.core.DataClass;
import io.ambo.wire.Run;

/** A value that was found, where it stands, and of which kind it is; it never shows the value itself. */
public final class Finding {

    private final Run run;
    private final String recogniser;
    private final String token;
    private final DataClass dataClass;
    private final int[] ranges;
    private final boolean replaceable;
    private final String path;
    private final String canonical;
    private final String writing;

    Finding(Run run, Kind kind, int[] ranges, boolean replaceable, String path, String canonical, String writing) {
        this.run = run;
        this.recogniser = kind.recogniser();
        this.token = kind.token();
        this.dataClass = kind.dataClass();
        this.ranges = ranges;
        this.replaceable = replaceable;
        this.path = path;
        this.canonical = canonical;
        this.writing = writing;
    }

    /** What a finding takes from its recogniser. */
    record Kind(String recogniser, String token, DataClass dataClass) {}

    public Run run() {
        return run;
    }

    /** The id of the recogniser, for example {@code phone-cn}. */
    public String recogniser() {
        return recogniser;
    }

    /** The word with which its placeholder begins. */
    public String token() {
        return token;
    }

    public DataClass dataClass() {
        return dataClass;
    }

    /** Bytes of the body, start and end in turn; more than one range where a value spans parts of a message. */
    public int[] ranges() {
        return ranges.clone();
    }

    /** Whether it can be replaced where it stands; not so in a number, a member's name, or damaged inner JSON. */
    public boolean replaceable() {
        return replaceable;
    }

    /** The JSON path of the string, number or name that it stands in. */
    public String path() {
        return path;
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
        return recogniser + " (" + dataClass + ") at " + path;
    }
}
