package io.ambo.privacy;

import io.ambo.catalog.Recogniser;
import io.ambo.wire.TextSpan;
import java.util.ArrayList;
import java.util.List;

/**
 * Searches the encoded parts of a text, and encoded parts of those. A value found in one is as long as what it is
 * written with: all of the base64 that holds it.
 */
final class EncodedSearch {

    private static final int DEEPEST = 2;

    /** Above all recognisers, so that what is restored is what stood there. */
    private static final int PRIORITY = 1000;

    private final Scanner scanner;
    private final Search search;
    private final Interruption interruption;

    EncodedSearch(Scanner scanner, Search search, Interruption interruption) {
        this.scanner = scanner;
        this.search = search;
        this.interruption = interruption;
    }

    /**
     * The candidates in the encoded parts of a text, without those that are part of a plain one of the same class; another
     * text has been read afterwards.
     */
    List<Candidate> in(List<EncodedRun> runs, TextSpan span, List<Candidate> plain) {
        var all = in(runs, span, 1);
        if (!all.isEmpty()) {
            var beside = new Neighbours(plain);
            all.removeIf(one -> beside.any(one.start(), one.end(), other -> covers(other, one)));
        }
        return all;
    }

    private static boolean covers(Candidate plain, Candidate encoded) {
        return plain.detector() != null
                && encoded.detector() != null
                && plain.contains(encoded)
                && plain.detector()
                        .recogniser()
                        .dataClass()
                        .atLeast(encoded.detector().recogniser().dataClass());
    }

    private List<Candidate> in(List<EncodedRun> runs, TextSpan span, int depth) {
        var all = new ArrayList<Candidate>();
        for (var run : runs) {
            var passage = run.passage(span);
            search.read().read(passage, interruption);
            var found = search.passage(passage, interruption);
            if (depth < DEEPEST) {
                var inner = EncodedRuns.in(search.read(), 0);
                if (!inner.isEmpty()) {
                    found.addAll(in(inner, span, depth + 1));
                    search.read().read(passage, interruption);
                }
            }
            found.forEach(candidate -> add(candidate, run, all));
        }
        return all;
    }

    private void add(Candidate candidate, EncodedRun run, List<Candidate> all) {
        var detector = candidate.detector();
        if (detector == null || scanner.names().isMention(candidate)) {
            return;
        }
        if (run.whole()) {
            all.add(Candidate.of(run.start(), run.end(), asWritten(detector)));
            return;
        }
        var ranges = search.read().bodyRanges(candidate.start(), candidate.end());
        if (isEncoded(candidate.start(), candidate.end())) {
            all.add(Candidate.of(ranges[0], ranges[1], asWritten(detector)));
        } else if (isEncoded(candidate.start() - 1, candidate.start())
                || isEncoded(candidate.end(), candidate.end() + 1)) {
            all.add(Candidate.of(ranges[0], ranges[1], detector));
        }
    }

    /** Returns whether these characters are written with more than one character each. */
    private boolean isEncoded(int from, int to) {
        if (from < 0 || to > search.read().length()) {
            return false;
        }
        var ranges = search.read().bodyRanges(from, to);
        return ranges[1] - ranges[0] > to - from;
    }

    /** The same kind, whose values are told apart by how they are written. */
    private static Detector asWritten(Detector detector) {
        var plain = detector.recogniser();
        return new Detector(
                detector.number(),
                new Recogniser(
                        plain.id(),
                        plain.kind(),
                        plain.dataClass(),
                        plain.token(),
                        plain.names(),
                        plain.trigger(),
                        plain.patterns(),
                        Recogniser.Checksum.NONE,
                        Recogniser.Canonical.TEXT,
                        plain.edges(),
                        plain.guard(),
                        plain.context(),
                        plain.owner(),
                        PRIORITY,
                        false,
                        plain.examples(),
                        plain.counterExamples(),
                        plain.source()));
    }
}
