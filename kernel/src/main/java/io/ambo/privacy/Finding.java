package io.ambo.privacy;

import io.ambo.catalog.Kind;
import io.ambo.catalog.Recogniser;
import io.ambo.core.DataClass;
import io.ambo.core.Named;
import io.ambo.privacy.Tagger.Certainty;
import io.ambo.wire.TextSpan;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /**
     * What a finding is.
     *
     * @param owner whether it matters whose it is
     * @param mention whether it is only reported, because its kind has no class of its own
     * @param certainty how sure the tagger is that found it; null if a recogniser did
     * @param score the tagger's own measure of it
     */
    record Traits(
            Named recogniser,
            Kind kind,
            String token,
            DataClass dataClass,
            Recogniser.Owner owner,
            boolean mention,
            @Nullable Certainty certainty,
            int score) {

        static final Traits LOOK_ALIKE = new Traits(
                new Named(Scanner.LOOK_ALIKE, Map.of()),
                Kind.OTHER,
                Placeholder.LOOK_ALIKE,
                DataClass.L0,
                Recogniser.Owner.ANY,
                false,
                null,
                0);

        Traits(Recogniser recogniser, boolean mention, @Nullable Certainty certainty, int score) {
            this(
                    recogniser.named(),
                    recogniser.kind(),
                    recogniser.token(),
                    recogniser.dataClass(),
                    recogniser.owner(),
                    mention,
                    certainty,
                    score);
        }

        private Traits ofNobody(DataClass lower) {
            return new Traits(recogniser, kind, token, lower, owner, lower == DataClass.L0, certainty, score);
        }
    }

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

    /** Whether it matters whose it is. */
    Recogniser.Owner owner() {
        return traits.owner();
    }

    /** The same as nobody's: a mention if that has no class. */
    Finding ofNobody(DataClass dataClass) {
        return new Finding(passage, names, traits.ofNobody(dataClass), ranges, canonical, writing);
    }

    public DataClass dataClass() {
        return traits.dataClass();
    }

    /** Returns whether it is only reported and stays in the text: a place or an organisation, unless a policy has it otherwise. */
    public boolean isMention() {
        return traits.mention();
    }

    /** How sure the tagger is that found it; empty if a recogniser did. */
    public Optional<Certainty> certainty() {
        return Optional.ofNullable(traits.certainty());
    }

    /** The tagger's own measure of how sure it is; 0 if a recogniser found it. */
    public int score() {
        return traits.score();
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
