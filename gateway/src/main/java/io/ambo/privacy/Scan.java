package io.ambo.privacy;

import io.ambo.core.DataClass;
import io.ambo.wire.Body;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One scan of one body: reads every passage, and those with candidates once more to know where they are.
 *
 * <p>Values of recognisers that say {@code everywhere} are looked for in all passages before that.
 */
final class Scan {

    private static final int MOST_EVERYWHERE = 4096;
    private static final int LEAST_HAN = 2;
    private static final int LEAST_LETTERS = 4;

    private final Scanner scanner;
    private final Body body;
    private final List<Passage> passages;
    private final NormalText text;
    private final Search search;
    private int current = -1;
    private @Nullable WordFinder<Detector> everywhere;
    private final List<Placed> placed = new ArrayList<>();
    private final HiddenNames hiddenNames = new HiddenNames();
    private final Set<Map.Entry<String, Detector>> known = new HashSet<>();

    /** A finding whose path waits until all names that must not be shown are known. */
    private record Placed(Passage passage, Overlaps.Cluster cluster, int[] ranges, String canonical, String writing) {}

    Scan(Scanner scanner, Body body, Search search) {
        this.scanner = scanner;
        this.body = body;
        this.passages = Passages.of(body);
        this.search = search;
        this.text = search.read();
    }

    Findings run() {
        var counter = text.count();
        var candidates = new ArrayList<List<Candidate>>(passages.size());
        for (var i = 0; i < passages.size(); i++) {
            read(i);
            var found = search.passage(passages.get(i));
            found.forEach(this::remember);
            candidates.add(found);
        }
        var profile = counter.profile();
        for (var i = 0; i < passages.size(); i++) {
            if (!candidates.get(i).isEmpty() || everywhere != null) {
                read(i);
                place(passages.get(i), candidates.get(i));
            }
        }
        var findings = findings();
        return new Findings(body, findings, scanner.classOf(findings, body), profile);
    }

    /** A value that is to be found everywhere; one that is too short would be found in everything. */
    private void remember(Candidate candidate) {
        var detector = candidate.detector();
        if (detector == null || !detector.recogniser().everywhere() || known.size() == MOST_EVERYWHERE) {
            return;
        }
        var value = text.toString().substring(candidate.start(), candidate.end());
        var least = Characters.isHan(value.charAt(0)) ? LEAST_HAN : LEAST_LETTERS;
        if (value.length() >= least && known.add(Map.entry(value, detector))) {
            everywhere = everywhere == null ? new WordFinder<>() : everywhere;
            everywhere.add(value, detector);
        }
    }

    private void read(int passage) {
        if (passage != current) {
            text.read(passages.get(passage));
            current = passage;
        }
    }

    private void place(Passage passage, List<Candidate> candidates) {
        var all = new ArrayList<>(candidates);
        if (everywhere != null) {
            search.words(everywhere, passage, all);
        }
        var clusters = Overlaps.resolve(all);
        if (!clusters.isEmpty()) {
            hiddenNames.found(passage, body.index());
            clusters.forEach(cluster -> placed.add(placed(passage, cluster)));
        }
    }

    private Placed placed(Passage passage, Overlaps.Cluster cluster) {
        var start = cluster.start();
        var end = cluster.end();
        var writing = text.writing(start, end);
        var canonical = canonical(cluster.best().detector(), start, end, writing);
        return new Placed(passage, cluster, text.bodyRanges(start, end), canonical, writing);
    }

    /** All findings, with their paths; those of one passage follow each other and share one. */
    private List<Finding> findings() {
        var findings = new ArrayList<Finding>(placed.size());
        @Nullable Passage passage = null;
        var path = "";
        for (var found : placed) {
            if (!found.passage().equals(passage)) {
                passage = found.passage();
                path = hiddenNames.path(passage, body.index());
            }
            findings.add(finding(found, path));
        }
        return findings;
    }

    private static Finding finding(Placed found, String path) {
        return new Finding(
                found.passage().run(),
                kind(found.cluster().best().detector()),
                found.ranges(),
                found.passage().replaceable(),
                path,
                found.canonical(),
                found.writing());
    }

    private static Finding.Kind kind(@Nullable Detector detector) {
        if (detector == null) {
            return new Finding.Kind(Scanner.LOOK_ALIKE, Placeholder.LOOK_ALIKE, DataClass.L0);
        }
        var recogniser = detector.recogniser();
        return new Finding.Kind(recogniser.id(), recogniser.token(), recogniser.dataClass());
    }

    private String canonical(@Nullable Detector detector, int start, int end, String writing) {
        return detector == null ? writing : detector.canonical(text.toString().substring(start, end));
    }
}
