package io.ambo.privacy;

import io.ambo.catalog.Kind;
import io.ambo.wire.Body;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
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
    private static final int WHOLE_HAN = 3;
    private static final int LEAST_SECRET = 6;

    private final Scanner scanner;
    private final Body body;
    private final List<Passage> passages;
    private final NormalText text;
    private final Search search;
    private final Interruption interruption;
    private int current = -1;
    private @Nullable WordFinder<Detector> everywhere;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Owners.Sign> signs = new ArrayList<>();
    private final HiddenNames hiddenNames;
    private final Set<Map.Entry<String, Detector>> known = new HashSet<>();

    Scan(Scanner scanner, Body body, List<Passage> passages, Search search, BooleanSupplier unwanted) {
        this.interruption = new Interruption(unwanted);
        this.scanner = scanner;
        this.body = body;
        this.passages = passages;
        this.hiddenNames = new HiddenNames(body);
        this.search = search;
        this.text = search.read();
    }

    Findings run() {
        var counter = text.count();
        var candidates = new ArrayList<List<Candidate>>(passages.size());
        var encoded = new HashMap<Integer, List<EncodedRun>>();
        for (var i = 0; i < passages.size(); i++) {
            read(i);
            var found = search.passage(passages.get(i), interruption);
            found.forEach(this::remember);
            candidates.add(found);
            var runs = EncodedRuns.in(text, contextEnd(passages.get(i)));
            if (!runs.isEmpty()) {
                encoded.put(i, runs);
            }
        }
        var profile = counter.profile();
        lookInto(encoded, candidates);
        return placed(new Scanned(passages, candidates, profile));
    }

    private int contextEnd(Passage passage) {
        return passage.context() == 0 ? 0 : text.pieceEnd(passage.context() - 1);
    }

    private void lookInto(Map<Integer, List<EncodedRun>> encoded, List<List<Candidate>> candidates) {
        var decoded = new EncodedSearch(scanner, search, interruption);
        encoded.forEach((passage, runs) -> {
            current = -1;
            var plain = candidates.get(passage);
            plain.addAll(decoded.in(runs, passages.get(passage).span(), List.copyOf(plain)));
        });
    }

    /** What was found before, and the names that taggers find. */
    Findings withNames(Scanned before, NameSearch names) {
        var candidates = new ArrayList<List<Candidate>>(passages.size());
        for (var i = 0; i < passages.size(); i++) {
            candidates.add(withNames(i, before.candidates().get(i), names));
        }
        return placed(new Scanned(passages, candidates, before.profile())).named();
    }

    private List<Candidate> withNames(int passage, List<Candidate> before, NameSearch names) {
        var all = new ArrayList<>(before);
        if (passages.get(passage).isProse()) {
            read(passage);
            var found = names.in(text.toString(), before, interruption);
            all.addAll(search.withoutContext(passages.get(passage), found));
        }
        if (!all.isEmpty()) {
            read(passage);
            all.forEach(this::remember);
        }
        return all;
    }

    private Findings placed(Scanned scanned) {
        for (var i = 0; i < passages.size(); i++) {
            if (!scanned.candidates().get(i).isEmpty() || everywhere != null) {
                read(i);
                place(passages.get(i), scanned.candidates().get(i));
            }
        }
        var settled = scanner.owners().settle(findings, signs);
        return new Findings(body, settled, scanner.classOf(settled, body), scanned, scanner.replacements());
    }

    /** Remembers a value to search for everywhere; a value that is too short would match too often and is ignored. */
    private void remember(Candidate candidate) {
        var detector = candidate.detector();
        if (detector == null || !detector.recogniser().everywhere() || known.size() == MOST_EVERYWHERE) {
            return;
        }
        var value = text.toString().substring(candidate.start(), candidate.end());
        if (candidate.certainty() == Tagger.Certainty.LIKELY && !isWholeName(value)) {
            return;
        }
        if (detector.recogniser().kind() == Kind.CREDENTIAL && isWord(value)) {
            return;
        }
        var least = Characters.isHan(value.charAt(0)) ? LEAST_HAN : LEAST_LETTERS;
        if (value.length() >= least && known.add(Map.entry(value, detector))) {
            everywhere = everywhere == null ? new WordFinder<>() : everywhere;
            everywhere.add(value, detector);
        }
    }

    /** A secret of letters only, or a short one, may be a word or a name of the text as well. */
    private static boolean isWord(String value) {
        return value.length() < LEAST_SECRET || value.chars().allMatch(Character::isLetter);
    }

    private void read(int passage) {
        interruption.check();
        if (passage != current) {
            current = -1;
            text.read(passages.get(passage), interruption);
            current = passage;
        }
    }

    /** A name of which a part is unlikely to be a common word: three Chinese characters, or two words. */
    private static boolean isWholeName(String value) {
        return Characters.isHan(value.charAt(0)) ? value.length() >= WHOLE_HAN : value.indexOf(' ') > 0;
    }

    private void place(Passage passage, List<Candidate> candidates) {
        var all = new ArrayList<>(candidates);
        if (everywhere != null) {
            search.words(everywhere, passage, all);
        }
        var parts = all.stream().collect(Collectors.partitioningBy(scanner.names()::isMention));
        var mentions = parts.getOrDefault(true, List.of());
        var clusters = Overlaps.resolve(parts.getOrDefault(false, List.of()));
        if (!clusters.isEmpty()) {
            hiddenNames.found(passage);
        }
        var placed = new ArrayList<>(clusters);
        placed.addAll(free(mentions, clusters));
        placed.sort(Comparator.comparingInt(Overlaps.Cluster::start));
        for (var cluster : placed) {
            findings.add(finding(passage, cluster));
            signs.add(scanner.owners().sign(cluster.best(), cluster.start(), cluster.end(), text.toString()));
        }
    }

    /** Mentions beside which nothing else was found: they do not enlarge what is replaced. */
    private static List<Overlaps.Cluster> free(List<Candidate> mentions, List<Overlaps.Cluster> clusters) {
        if (mentions.isEmpty()) {
            return List.of();
        }
        var taken = new Neighbours(clusters.stream()
                .map(cluster -> Candidate.lookAlike(cluster.start(), cluster.end(), true))
                .toList());
        return Overlaps.resolve(mentions).stream()
                .filter(mention -> !taken.any(mention.start(), mention.end(), _ -> true))
                .toList();
    }

    private Finding finding(Passage passage, Overlaps.Cluster cluster) {
        var start = cluster.start();
        var end = cluster.end();
        var writing = text.writing(start, end);
        var canonical = canonical(cluster.best().detector(), start, end, writing);
        return new Finding(
                passage, hiddenNames, traits(cluster.best()), text.bodyRanges(start, end), canonical, writing);
    }

    private Finding.Traits traits(Candidate candidate) {
        var detector = candidate.detector();
        if (detector == null) {
            return Finding.Traits.LOOK_ALIKE;
        }
        return new Finding.Traits(
                detector.recogniser(), scanner.names().isMention(candidate), candidate.certainty(), candidate.score());
    }

    private String canonical(@Nullable Detector detector, int start, int end, String writing) {
        return detector == null ? writing : detector.canonical(text.toString().substring(start, end));
    }
}
