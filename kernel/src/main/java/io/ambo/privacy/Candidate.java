package io.ambo.privacy;

import org.jspecify.annotations.Nullable;

/**
 * A range of a passage that may become a finding.
 *
 * @param detector the detector that matched; null for a text that looks like a placeholder
 * @param whole for a look-alike: whether its check character is valid, rather than it being only the start of a
 *     placeholder
 */
record Candidate(int start, int end, @Nullable Detector detector, boolean whole) {

    static Candidate of(int start, int end, Detector detector) {
        return new Candidate(start, end, detector, true);
    }

    boolean isLookAlike() {
        return detector == null;
    }

    boolean contains(Candidate other) {
        return start <= other.start && other.end <= end;
    }
}
