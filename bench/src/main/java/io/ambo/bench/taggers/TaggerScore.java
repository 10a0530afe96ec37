package io.ambo.bench.taggers;

import io.ambo.catalog.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Scores the taggers on labelled sets: a name counts when both its ends and its kind are right; places and addresses count for
 * each other. {@code bench/taggers score FOLDER [LEAST_SCORE]} prints a table.
 */
final class TaggerScore {

    private static final double HAN_PER_WORD = 1.5;
    private static final List<Kind> KINDS = List.of(Kind.PERSON, Kind.LOCATION, Kind.ORGANIZATION);

    private TaggerScore() {}

    public static void main(String[] arguments) {
        var least = arguments.length > 1 ? Integer.parseInt(arguments[1]) : Integer.MIN_VALUE;
        System.out.println("| set | texts | kind | P | R | F1 | 95 % | invented in 10,000 words |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (var set : LabelledSet.of(Path.of(arguments[0]))) {
            score(set, least);
        }
    }

    private static void score(LabelledSet set, int least) {
        var found = set.documents().stream().map(it -> find(it.text(), least)).toList();
        for (var kind : KINDS) {
            var counts = new ArrayList<Counts>();
            for (var i = 0; i < found.size(); i++) {
                counts.add(count(set.documents().get(i), found.get(i), kind));
            }
            var all = Counts.sum(counts);
            if (all.labelled() > 0) {
                var interval = Counts.interval(counts);
                System.out.printf(
                        "| %s | %d | %s | %.3f | %.3f | %.3f | %.3f to %.3f | %.1f |%n",
                        set.name(),
                        found.size(),
                        kind,
                        all.precision(),
                        all.recall(),
                        all.f1(),
                        interval[0],
                        interval[1],
                        all.inventedPerTenThousandWords());
            }
        }
    }

    private static List<LabelledSet.Label> find(String text, int least) {
        var found = new ArrayList<LabelledSet.Label>();
        Tier.tagger().tag(text, (kind, start, end, certainty, score) -> {
            if (score >= least) {
                found.add(new LabelledSet.Label(kind == Kind.ADDRESS ? Kind.LOCATION : kind, start, end));
            }
        });
        return withoutOverlaps(found);
    }

    /** Of names that overlap the longest stays. */
    private static List<LabelledSet.Label> withoutOverlaps(List<LabelledSet.Label> names) {
        var byLength = new ArrayList<>(names);
        byLength.sort(Comparator.comparingInt((LabelledSet.Label it) -> it.start() - it.end())
                .thenComparingInt(LabelledSet.Label::start));
        var kept = new ArrayList<LabelledSet.Label>();
        for (var name : byLength) {
            if (kept.stream().noneMatch(it -> overlaps(it, name))) {
                kept.add(name);
            }
        }
        return kept;
    }

    private static boolean overlaps(LabelledSet.Label a, LabelledSet.Label b) {
        return a.start() < b.end() && b.start() < a.end();
    }

    private static Counts count(LabelledSet.Document document, List<LabelledSet.Label> names, Kind kind) {
        var labels = document.labels().stream()
                .filter(it -> it.kind() == kind)
                .distinct()
                .toList();
        var found = names.stream().filter(it -> it.kind() == kind).toList();
        var right = (int) found.stream().filter(labels::contains).count();
        var invented = (int) found.stream()
                .filter(it -> labels.stream().noneMatch(label -> overlaps(label, it)))
                .count();
        return new Counts(right, found.size(), labels.size(), invented, words(document.text()));
    }

    /** Words of Latin letters and digits, and one for one and a half characters of Chinese. */
    private static double words(String text) {
        var han = 0;
        var words = 0;
        var isInWord = false;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            han += c >= '\u3400' && c <= '\u9FFF' ? 1 : 0;
            var isWord = c < '\u0080' && Character.isLetterOrDigit(c);
            words += isWord && !isInWord ? 1 : 0;
            isInWord = isWord;
        }
        return words + han / HAN_PER_WORD;
    }
}
