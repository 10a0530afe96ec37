package io.ambo.standin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The queue of scripts: one per request for an answer, then the lasting script. */
final class Scripts {
    private final Deque<Script> coming = new ArrayDeque<>();
    private final Script usual;
    private Script lasting;

    Scripts(Script usual) {
        this.usual = usual;
        this.lasting = usual;
    }

    synchronized void next(List<Script> scripts) {
        for (Script script : scripts) {
            for (int i = 0; i < script.times(); i++) {
                coming.add(script);
            }
        }
    }

    synchronized void always(Script script) {
        lasting = script;
    }

    synchronized void clear() {
        coming.clear();
        lasting = usual;
    }

    synchronized Script take() {
        Script script = coming.poll();
        return script == null ? lasting : script;
    }
}
