package io.ambo.documents;

import io.ambo.core.DataClass;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.privacy.MaskedPassages;
import io.ambo.privacy.Masking;
import io.ambo.privacy.PlaceholderScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Masks the passages of one file and counts what it finds. Not thread-safe. */
final class PassageMasker {

    private final Masking masking;
    private final PlaceholderScope scope;
    private final boolean keepsValues;
    private final Map<String, Integer> found = new TreeMap<>();
    private final Map<String, Integer> noticed = new TreeMap<>();
    private final Map<String, String> values = new TreeMap<>();
    private final TreeSet<String> notes = new TreeSet<>();
    private DataClass dataClass = DataClass.L0;

    PassageMasker(Masking masking, PlaceholderScope scope, boolean keepsValues) {
        this.masking = masking;
        this.scope = scope;
        this.keepsValues = keepsValues;
    }

    /** The passages with every value replaced, in the same parts. */
    List<List<String>> mask(List<List<String>> passages) throws Obstacle.Met {
        var masked = masked(passages);
        count(List.of(masked));
        return masked.passages();
    }

    /**
     * A way of reading texts: passages in which they stand among others.
     *
     * @param places where each text is, by passage and part
     */
    record Reading(List<List<String>> passages, List<Place> places) {

        /** Each text alone. */
        static Reading alone(List<String> texts) {
            return new Reading(
                    texts.stream().map(List::of).toList(),
                    IntStream.range(0, texts.size())
                            .mapToObj(i -> new Place(i, 0))
                            .toList());
        }
    }

    record Place(int passage, int part) {}

    /** Texts that are read in several ways: each as the way has it that finds most in it, the first of several. */
    List<String> mask(List<String> texts, List<Reading> readings) throws Obstacle.Met {
        var masked = new ArrayList<MaskedPassages>(readings.size());
        for (var reading : readings) {
            masked.add(masked(reading.passages()));
        }
        count(masked);
        var best = new ArrayList<String>(texts.size());
        for (var i = 0; i < texts.size(); i++) {
            var most = -1;
            var text = "";
            for (var j = 0; j < readings.size(); j++) {
                var place = readings.get(j).places().get(i);
                var covered = masked.get(j).covered(place.passage(), place.part());
                if (covered > most) {
                    most = covered;
                    text = masked.get(j).passages().get(place.passage()).get(place.part());
                }
            }
            best.add(text);
        }
        return best;
    }

    /** Passages and others in their places: of each pair the one in which more is found, the first if it is as much. */
    List<List<String>> maskBetter(List<List<String>> passages, List<List<String>> others) throws Obstacle.Met {
        if (passages.equals(others)) {
            return mask(passages);
        }
        var one = masked(passages);
        var other = masked(others);
        count(List.of(one, other));
        var best = new ArrayList<List<String>>(passages.size());
        for (var i = 0; i < passages.size(); i++) {
            var better = covered(other, i, others.get(i)) > covered(one, i, passages.get(i));
            best.add((better ? other : one).passages().get(i));
        }
        return best;
    }

    private static int covered(MaskedPassages masked, int passage, List<String> parts) {
        return IntStream.range(0, parts.size())
                .map(part -> masked.covered(passage, part))
                .sum();
    }

    /** What several ways of reading the same texts found counts once. */
    private void count(List<MaskedPassages> readings) {
        var foundMost = new TreeMap<String, Integer>();
        var noticedMost = new TreeMap<String, Integer>();
        for (var reading : readings) {
            dataClass = dataClass.max(reading.dataClass());
            reading.found().forEach((kind, count) -> foundMost.merge(kind, count, Math::max));
            reading.noticed().forEach((kind, count) -> noticedMost.merge(kind, count, Math::max));
            if (keepsValues) {
                values.putAll(reading.values());
            }
        }
        foundMost.forEach((kind, count) -> found.merge(kind, count, Integer::sum));
        noticedMost.forEach((kind, count) -> noticed.merge(kind, count, Integer::sum));
    }

    private MaskedPassages masked(List<List<String>> passages) throws Obstacle.Met {
        try {
            return masking.mask(passages, scope);
        } catch (Refusal refusal) {
            throw failed(refusal);
        }
    }

    private static Obstacle.Met failed(Refusal refusal) {
        if (refusal.reason() == Reason.SCAN_FAILED) {
            return new Obstacle.Met(Obstacle.SCAN_FAILED);
        }
        throw refusal;
    }

    /** A text with every value replaced. */
    String mask(String text) throws Obstacle.Met {
        return text.isEmpty() ? text : mask(List.of(List.of(text))).getFirst().getFirst();
    }

    /** The same without counting, to try how a text would be read. */
    List<String> tried(List<String> passage) throws Obstacle.Met {
        return masked(List.of(passage)).passages().getFirst();
    }

    /** Something in the file that could not be looked into, was left out or was read otherwise than its name says. */
    void note(String what) {
        notes.add(what);
    }

    Map<String, Integer> found() {
        return found;
    }

    Map<String, Integer> noticed() {
        return noticed;
    }

    /** What each placeholder stands for; empty unless it keeps them. */
    Map<String, String> values() {
        return values;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    DataClass dataClass() {
        return dataClass;
    }
}
