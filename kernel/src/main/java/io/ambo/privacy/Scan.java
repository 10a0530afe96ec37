package io.ambo.privacy;

import io.ambo.catalog.Kind;
import io.ambo.core.DataClass;
import io.ambo.core.Named;
import io.ambo.wire.Body;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A scan of one body: reads every passage, and reads those with candidates again to determine their positions.
 *
 * <p>Values of recognisers with {@code everywhere} are first searched for in all passages.
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
    private final Interruption interruption;
    private int current = -1;
    private @Nullable WordFinder<Detector> everywhere;
    private final List<Finding> findings = new ArrayList<>();
    private final HiddenNames hiddenNames;
    private final Set<Map.Entry<String, Detector>> known = new HashSet<>();

    Scan(Scanner scanner, Body body, Search search, BooleanSupplier unwanted) {
        this.interruption = new Interruption(unwanted);
        this.scanner = scanner;
        this.body = body;
        this.passages = Passages.of(body);
        this.hiddenNames = new HiddenNames(body);
        this.search = search;
        this.text = search.read();
    }

    Findings run() {
        var counter = text.count();
        var candidates = new ArrayList<List<Candidate>>(passages.size());
        for (var i = 0; i < passages.size(); i++) {
            read(i);
            var found = search.passage(passages.get(i), interruption);
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
        return new Findings(body, findings, scanner.classOf(findings, body), profile);
    }

    /** Remembers a value to search for everywhere; a value that is too short would match too often and is ignored. */
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
        interruption.check();
        if (passage != current) {
            current = -1;
            text.read(passages.get(passage), interruption);
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
            hiddenNames.found(passage);
            clusters.forEach(cluster -> findings.add(finding(passage, cluster)));
        }
    }

    private Finding finding(Passage passage, Overlaps.Cluster cluster) {
        var start = cluster.start();
        var end = cluster.end();
        var detector = cluster.best().detector();
        var writing = text.writing(start, end);
        var canonical = canonical(detector, start, end, writing);
        return new Finding(passage, hiddenNames, traits(detector), text.bodyRanges(start, end), canonical, writing);
    }

    private static Finding.Traits traits(@Nullable Detector detector) {
        if (detector == null) {
            return new Finding.Traits(
                    new Named(Scanner.LOOK_ALIKE, Map.of()), Kind.OTHER, Placeholder.LOOK_ALIKE, DataClass.L0);
        }
        var recogniser = detector.recogniser();
        return new Finding.Traits(recogniser.named(), recogniser.kind(), recogniser.token(), recogniser.dataClass());
    }

    private String canonical(@Nullable Detector detector, int start, int end, String writing) {
        return detector == null ? writing : detector.canonical(text.toString().substring(start, end));
    }
}
