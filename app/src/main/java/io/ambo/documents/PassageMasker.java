package io.ambo.documents;

import io.ambo.core.DataClass;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.privacy.MaskedPassages;
import io.ambo.privacy.Masking;
import io.ambo.privacy.PlaceholderScope;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

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
        return counted(masked(passages), Map.of(), Map.of());
    }

    /** The same for texts that are masked in two ways: what the first way found counts once. */
    Twice maskTwice(List<List<String>> first, List<List<String>> second) throws Obstacle.Met {
        var one = masked(first);
        var other = masked(second);
        return new Twice(counted(one, Map.of(), Map.of()), counted(other, one.found(), one.noticed()));
    }

    /** What two ways of reading the same texts gave. */
    record Twice(List<List<String>> first, List<List<String>> second) {}

    private MaskedPassages masked(List<List<String>> passages) throws Obstacle.Met {
        try {
            return masking.mask(passages, scope);
        } catch (Refusal refusal) {
            throw failed(refusal);
        }
    }

    private List<List<String>> counted(
            MaskedPassages masked, Map<String, Integer> foundBefore, Map<String, Integer> noticedBefore) {
        dataClass = dataClass.max(masked.dataClass());
        add(masked.found(), foundBefore, found);
        add(masked.noticed(), noticedBefore, noticed);
        if (keepsValues) {
            values.putAll(masked.values());
        }
        return masked.passages();
    }

    private static void add(Map<String, Integer> counts, Map<String, Integer> before, Map<String, Integer> to) {
        counts.forEach((kind, count) -> {
            var more = count - before.getOrDefault(kind, 0);
            if (more > 0) {
                to.merge(kind, more, Integer::sum);
            }
        });
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
