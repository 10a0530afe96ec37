package io.ambo.privacy;

import io.ambo.catalog.Guard;
import java.util.List;

/** The guards that watch the answers of one policy. */
public final class Guards {

    /** Of a policy that names none. */
    public static final Guards NONE = new Guards(List.of());

    private final List<Guard> guards;

    private Guards(List<Guard> guards) {
        this.guards = guards;
    }

    public static Guards of(List<Guard> guards) {
        return guards.isEmpty() ? NONE : new Guards(List.copyOf(guards));
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
