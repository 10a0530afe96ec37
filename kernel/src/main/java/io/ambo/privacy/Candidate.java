package io.ambo.privacy;

import io.ambo.privacy.Tagger.Certainty;
import org.jspecify.annotations.Nullable;

/**
 * A range of a passage that may become a finding.
 *
 * @param detector the detector that matched; null for a text that looks like a placeholder
 * @param whole for a look-alike: whether its check character is valid, rather than it being only the start of a
 *     placeholder
 * @param certainty how sure the tagger is that found it; null if a recogniser did
 * @param score the tagger's own measure of it
 */
record Candidate(
        int start,
        int end,
        @Nullable Detector detector,
        boolean whole,
        @Nullable Certainty certainty,
        int score) {

    static Candidate of(int start, int end, Detector detector) {
        return new Candidate(start, end, detector, true, null, 0);
    }

    static Candidate lookAlike(int start, int end, boolean whole) {
        return new Candidate(start, end, null, whole, null, 0);
    }

    static Candidate tagged(int start, int end, Detector detector, Certainty certainty, int score) {
        return new Candidate(start, end, detector, true, certainty, score);
    }

    boolean isLookAlike() {
        return detector == null;
    }

    boolean contains(Candidate other) {
        return start <= other.start && other.end <= end;
    }
}
