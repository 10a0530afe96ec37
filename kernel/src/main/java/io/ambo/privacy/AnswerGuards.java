package io.ambo.privacy;

import io.ambo.catalog.Guard;
import java.util.List;

/** The guards that watch the answers of one policy. */
public final class AnswerGuards {

    /** Of a policy that names none. */
    public static final AnswerGuards NONE = new AnswerGuards(List.of());

    private final List<Guard> guards;

    private AnswerGuards(List<Guard> guards) {
        this.guards = guards;
    }

    public static AnswerGuards of(List<Guard> guards) {
        return guards.isEmpty() ? NONE : new AnswerGuards(List.copyOf(guards));
    }

    public boolean isEmpty() {
        return guards.isEmpty();
    }

    public List<Guard> all() {
        return guards;
    }

    /** Watches a new answer. */
    public GuardedAnswer answer() {
        return new GuardedAnswer(guards);
    }
}
