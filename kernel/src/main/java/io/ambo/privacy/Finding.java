package io.ambo.privacy;

import io.ambo.catalog.Kind;
import io.ambo.core.DataClass;
import io.ambo.core.Named;
import io.ambo.wire.TextSpan;

/** A value found in a body: its position and kind. It never discloses the value itself. */
public final class Finding {

    private final Passage passage;
    private final HiddenNames names;
    private final Traits traits;
    private final int[] ranges;
    private final String canonical;
    private final String writing;

    Finding(Passage passage, HiddenNames names, Traits traits, int[] ranges, String canonical, String writing) {
        this.passage = passage;
        this.names = names;
        this.traits = traits;
        this.ranges = ranges;
        this.canonical = canonical;
        this.writing = writing;
    }

    /** The parts of a recogniser that a finding keeps. */
    record Traits(Named recogniser, Kind kind, String token, DataClass dataClass) {}

    public TextSpan run() {
        return passage.span();
    }

    /** The id of the recogniser, for example {@code phone-cn}. */
    public String recogniser() {
        return traits.recogniser().id();
    }

    /** What it is, whichever recogniser found it. */
    public Kind kind() {
        return traits.kind();
    }

    /** The recogniser as a message names it, for example "mobile number of mainland China". */
    Named named() {
        return traits.recogniser();
    }

    /** The prefix of its placeholder. */
    public String token() {
        return traits.token();
    }

    public DataClass dataClass() {
        return traits.dataClass();
    }

    /** Byte ranges of the body, as alternating starts and ends; more than one if the value spans parts of a message. */
    public int[] ranges() {
        return ranges.clone();
    }

    /**
     * Returns whether it can be replaced where it is; not so in a number, a member's name, or malformed nested JSON.
     */
    public boolean replaceable() {
        return passage.replaceable();
    }

    /**
     * The JSON path of the string, number or name that contains it. Each call searches from the start of the body, so
     * call it rarely.
     */
    public String path() {
        return names.path(passage);
    }

    /** The same path without member names other than the format's own, for storage. */
    String keptPath() {
        return names.keptPath(passage);
    }

    /** What all spellings of the value have in common. */
    String canonical() {
        return canonical;
    }

    /** The value as written, with JSON escapes decoded. */
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
