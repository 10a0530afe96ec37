package io.ambo.privacy;

import io.ambo.catalog.Guard;
import io.ambo.catalog.Guard.Action;
import io.ambo.catalog.Guard.Rule;
import io.ambo.catalog.Guard.Signal;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * One guard that watches one answer. A window begins at each sentence with a signal that opens one; it is judged when all
 * text within its reach was searched.
 */
final class GuardWatch {

    private final Guard guard;
    private final Rule rule;
    private final List<Signal> signals;
    private final BitSet lasting = new BitSet();
    private final Deque<Long> windows = new ArrayDeque<>();
    private final Deque<Hit> hits = new ArrayDeque<>();
    private int matches;
    private long counted = Long.MIN_VALUE;

    /** A signal in the sentence that begins here. */
    private record Hit(int signal, long at) {}

    /** A guard that has a rule. */
    GuardWatch(Guard guard) {
        this.guard = guard;
        this.rule = guard.rule().orElseThrow();
        this.signals = rule.signals();
    }

    Guard guard() {
        return guard;
    }

    /** Whether text must wait until it is judged. */
    boolean holds() {
        return guard.action() == Action.BLOCK;
    }

    /** How many windows matched that have nothing in common. */
    int matches() {
        return matches;
    }

    /** Where the first window begins that is not judged yet. */
    long undecided() {
        return windows.isEmpty() ? Long.MAX_VALUE : windows.getFirst();
    }

    /** Signals that only count within a window are not looked for where there is none. */
    void search(String sentence, long at) {
        var opened = false;
        for (var i = 0; i < signals.size(); i++) {
            if (signals.get(i).opens() && found(i, sentence)) {
                hits.add(new Hit(i, at));
                opened = true;
            }
        }
        if (opened) {
            windows.add(at);
        }
        for (var i = 0; i < signals.size(); i++) {
            var signal = signals.get(i);
            if (!signal.opens() && (signal.lasts() ? !lasting.get(i) : !windows.isEmpty()) && found(i, sentence)) {
                hit(i, at, signal);
            }
        }
    }

    private void hit(int signal, long at, Signal found) {
        if (found.lasts() && windows.isEmpty()) {
            lasting.set(signal);
        } else {
            hits.add(new Hit(signal, at));
        }
    }

    private boolean found(int signal, String sentence) {
        for (var pattern : signals.get(signal).patterns()) {
            if (pattern.matcher(sentence).find()) {
                return true;
            }
        }
        return false;
    }

    /** Everything before this position was searched. */
    void judge(long searched) {
        while (!windows.isEmpty() && windows.getFirst() + rule.window() <= searched) {
            judgeFirst();
        }
    }

    /** There is no more text. */
    void judgeAll() {
        while (!windows.isEmpty()) {
            judgeFirst();
        }
    }

    private void judgeFirst() {
        var begin = windows.removeFirst();
        while (!hits.isEmpty() && hits.getFirst().at() < begin) {
            var past = hits.removeFirst().signal();
            if (signals.get(past).lasts()) {
                lasting.set(past);
            }
        }
        var within = (BitSet) lasting.clone();
        for (var hit : hits) {
            if (hit.at() < begin + rule.window()) {
                within.set(hit.signal());
            }
        }
        if (begin >= counted && isMatch(within)) {
            matches++;
            counted = begin + rule.window();
        }
    }

    private boolean isMatch(BitSet within) {
        var sum = within.stream().map(signal -> signals.get(signal).weight()).sum();
        return sum >= rule.threshold() && rule.needs().stream().allMatch(group -> anyOf(group, within));
    }

    private boolean anyOf(Set<String> group, BitSet within) {
        return within.stream()
                .anyMatch(signal -> group.contains(signals.get(signal).id()));
    }
}
