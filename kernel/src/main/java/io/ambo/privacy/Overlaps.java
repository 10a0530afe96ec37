package io.ambo.privacy;

import io.ambo.core.DataClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Merges overlapping candidates into one finding: the best one determines the kind, and the finding covers the
 * characters of all, so that no part of any value remains.
 *
 * <p>Candidates within a text that looks like a placeholder are ignored. The start of a look-alike counts only if a
 * finding follows it directly, because the finding's placeholder could otherwise complete it.
 */
final class Overlaps {

    private static final Comparator<Candidate> BEST = Comparator.comparingInt(Overlaps::priority)
            .thenComparingInt(candidate -> candidate.end() - candidate.start())
            .thenComparing(Overlaps::classOf)
            .thenComparingInt(candidate -> -candidate.start())
            .thenComparingInt(Overlaps::place);

    /** By start, then the longest first, then look-alikes before others of the same range. */
    private static final Comparator<Candidate> IN_ORDER = Comparator.comparingInt(Candidate::start)
            .thenComparingInt(candidate -> -candidate.end())
            .thenComparingInt(candidate -> candidate.isLookAlike() ? 0 : 1);

    private Overlaps() {}

    /**
     * A group of overlapping candidates.
     *
     * @param best its recogniser determines the kind
     * @param start the first character of the group
     */
    record Cluster(Candidate best, int start, int end) {}

    static List<Cluster> resolve(List<Candidate> candidates) {
        var sorted = new ArrayList<>(candidates);
        sorted.sort(IN_ORDER);
        var stubs = sorted.stream().filter(c -> !c.whole()).toList();
        sorted.removeIf(c -> !c.whole());
        return withStubs(clusters(withoutHidden(sorted)), stubs);
    }

    /** Removes candidates within look-alikes. */
    private static List<Candidate> withoutHidden(List<Candidate> sorted) {
        var kept = new ArrayList<Candidate>(sorted.size());
        Candidate lookAlike = null;
        for (var candidate : sorted) {
            if (candidate.isLookAlike() && (lookAlike == null || candidate.end() > lookAlike.end())) {
                lookAlike = candidate;
            }
            if (candidate.isLookAlike() || lookAlike == null || !lookAlike.contains(candidate)) {
                kept.add(candidate);
            }
        }
        return kept;
    }

    private static List<Cluster> clusters(List<Candidate> sorted) {
        var clusters = new ArrayList<Cluster>();
        for (var candidate : sorted) {
            var last = clusters.isEmpty() ? null : clusters.getLast();
            if (last == null || candidate.start() >= last.end()) {
                clusters.add(new Cluster(candidate, candidate.start(), candidate.end()));
            } else {
                var best = BEST.compare(candidate, last.best()) > 0 ? candidate : last.best();
                clusters.removeLast();
                clusters.add(new Cluster(best, last.start(), Math.max(last.end(), candidate.end())));
            }
        }
        return clusters;
    }

    private static List<Cluster> withStubs(List<Cluster> clusters, List<Candidate> stubs) {
        var next = 0;
        for (var i = 0; i < clusters.size() && next < stubs.size(); i++) {
            var cluster = clusters.get(i);
            var free = i == 0 ? 0 : clusters.get(i - 1).end();
            while (next < stubs.size() && stubs.get(next).start() < cluster.start()) {
                var stub = stubs.get(next++);
                if (stub.end() >= cluster.start() && stub.start() >= free) {
                    cluster = new Cluster(cluster.best(), stub.start(), cluster.end());
                    clusters.set(i, cluster);
                }
            }
        }
        return clusters;
    }

    /** Among equals the first of the recognisers, so that the order in which they looked does not matter. */
    private static int place(Candidate candidate) {
        var detector = candidate.detector();
        return detector == null ? 0 : -detector.number();
    }

    private static int priority(Candidate candidate) {
        return candidate.detector() == null
                ? -1
                : candidate.detector().recogniser().priority();
    }

    private static DataClass classOf(Candidate candidate) {
        return candidate.detector() == null
                ? DataClass.L0
                : candidate.detector().recogniser().dataClass();
    }
}
