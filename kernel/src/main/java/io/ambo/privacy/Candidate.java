package io.ambo.privacy;

import org.jspecify.annotations.Nullable;

/**
 * Characters of a passage that may become a finding.
 *
 * @param detector what found them; null for a text that looks like one of our placeholders
 * @param whole of a look-alike: whether it has a right check character, or is only the beginning of one
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
