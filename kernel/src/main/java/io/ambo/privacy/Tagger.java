package io.ambo.privacy;

import io.ambo.catalog.Kind;
import java.util.Set;

/** Finds names that no pattern can: persons, places, organisations. Thread-safe; one text at a time; no I/O. */
public interface Tagger {

    /** The kinds of its findings. */
    Set<Kind> kinds();

    /**
     * Tags a text: a whole passage in normal form. It stops early when {@link Sink#isWanted()} is false.
     *
     * @param findings receives them in any order; they may overlap
     */
    void tag(CharSequence text, Sink findings);

    /** Receives the findings of one text. */
    interface Sink {

        /**
         * A finding.
         *
         * @param start its first UTF-16 unit in the text
         * @param end the unit after its last
         * @param score how sure the tagger is, in a measure of its own; more is surer
         */
        void found(Kind kind, int start, int end, Certainty certainty, int score);

        /** Returns whether the text is still to be tagged. */
        default boolean isWanted() {
            return true;
        }
    }

    /** How sure a tagger is of a finding. */
    enum Certainty {
        LIKELY,
        SURE
    }
}
