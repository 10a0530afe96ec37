package io.ambo.format;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The ids of calls of tools as a stricter format bears them: of {@code [A-Za-z0-9_-]}, and each only once. Models write
 * ids that are empty, the same in every turn, or of other characters; such a call gets another id, and its result the same.
 * Not for several threads.
 */
final class CallIds {

    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9_-]+");

    private final Set<String> taken = new HashSet<>();
    /** Of the latest turn: the ids of its calls without a result, in their order, and by the ids that they came with. */
    private final SequencedSet<String> open = new LinkedHashSet<>();

    private final Map<String, ArrayDeque<String>> byArrived = new HashMap<>();
    private final Map<String, String> answered = new HashMap<>();
    private int others;

    /** A new turn of the assistant begins: results belong to its calls from now on. */
    void turn() {
        open.clear();
        byArrived.clear();
        answered.clear();
    }

    /** The id of the next call. */
    String call(String arrived) {
        var id = arrived;
        while (!FIT.matcher(id).matches() || !taken.add(id)) {
            others++;
            id = "call_no_" + others;
        }
        open.add(id);
        byArrived.computeIfAbsent(arrived, _ -> new ArrayDeque<>()).add(id);
        return id;
    }

    /** The id of the call that a result belongs to: the first open one of its id, or without an id the first open one. */
    String result(String arrived) {
        var calls = byArrived.getOrDefault(arrived, new ArrayDeque<>());
        while (!calls.isEmpty()) {
            var id = calls.remove();
            if (open.remove(id)) {
                answered.put(arrived, id);
                return id;
            }
        }
        if (arrived.isEmpty() && !open.isEmpty()) {
            return open.removeFirst();
        }
        var earlier = answered.get(arrived);
        return earlier != null ? earlier : FIT.matcher(arrived).matches() ? arrived : "call_no_0";
    }
}
