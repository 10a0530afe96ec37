package io.ambo.ledger;

import io.ambo.core.Clock;
import io.ambo.core.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts refusals of callers without a valid key, by source address and minute. They have no entries of their own, so
 * that callers without a key cannot fill the ledger. Memory is bounded: addresses beyond a limit per minute are counted
 * together as others.
 *
 * <p>The counts of the last moments are lost if the process is killed.
 */
public final class RefusedCallers {

    /** Stands for all addresses beyond the limit. */
    public static final String OTHERS = "others";

    private static final int MOST = 4096;
    private static final long SECONDS = 60;

    /**
     * The key of a count.
     *
     * @param minute minutes since 1970 UTC
     */
    record Group(String address, long minute, String code) {}

    private final Clock clock;
    private final AtomicLong total = new AtomicLong();
    private final ConcurrentHashMap<Group, Long> counts = new ConcurrentHashMap<>();

    RefusedCallers(Clock clock) {
        this.clock = clock;
    }

    /** Counts one refusal. Thread-safe; may be called on an event loop, since its lock is held only briefly. */
    public void count(String address, Reason reason) {
        total.incrementAndGet();
        count(new Group(address, clock.now().getEpochSecond() / SECONDS, reason.code()), 1);
    }

    /** All refusals counted since the start. */
    long total() {
        return total.get();
    }

    /** Removes and returns what was counted since the last call. */
    Map<Group, Long> take() {
        var taken = new HashMap<Group, Long>();
        for (var group : counts.keySet()) {
            var count = counts.remove(group);
            if (count != null) {
                taken.put(group, count);
            }
        }
        return taken;
    }

    /** Restores counts that could not be stored. */
    void putBack(Map<Group, Long> taken) {
        taken.forEach(this::count);
    }

    private void count(Group group, long times) {
        var bounded = counts.size() < MOST || counts.containsKey(group)
                ? group
                : new Group(OTHERS, group.minute(), group.code());
        counts.merge(bounded, times, Long::sum);
    }
}
