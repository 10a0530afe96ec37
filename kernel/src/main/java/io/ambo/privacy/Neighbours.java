package io.ambo.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Candidates by position, so that those at a place are found without looking at all of them. */
final class Neighbours {

    private final List<Candidate> byStart;
    /** The furthest end of each candidate and those before it. */
    private final int[] reach;

    Neighbours(List<Candidate> candidates) {
        byStart = new ArrayList<>(candidates);
        byStart.sort(Comparator.comparingInt(Candidate::start));
        reach = new int[byStart.size()];
        var furthest = 0;
        for (var i = 0; i < reach.length; i++) {
            furthest = Math.max(furthest, byStart.get(i).end());
            reach[i] = furthest;
        }
    }

    /** Returns whether any candidate of this sort has characters in this range. */
    boolean any(int start, int end, Predicate<Candidate> sort) {
        return firstStart(start, end, sort) < Integer.MAX_VALUE;
    }

    /** The first start of a candidate of this sort with characters in this range, or {@link Integer#MAX_VALUE}. */
    int firstStart(int start, int end, Predicate<Candidate> sort) {
        var first = Integer.MAX_VALUE;
        for (var i = before(end) - 1; i >= 0 && reach[i] > start; i--) {
            var candidate = byStart.get(i);
            if (candidate.end() > start && sort.test(candidate)) {
                first = candidate.start();
            }
        }
        return first;
    }

    /** How many candidates start before this position. */
    private int before(int end) {
        var low = 0;
        var high = byStart.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (byStart.get(middle).start() < end) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
