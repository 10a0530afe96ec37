package io.ambo.ledger;

import io.ambo.core.Clock;
import io.ambo.core.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Refusals of callers without a valid key: counted by source address and minute, not entered one by one, so that nobody
 * without a key can fill the ledger. Memory is bounded: beyond so many addresses a minute they are counted as others.
 *
 * <p>Counts of the last moments are lost when the process is killed.
 */
public final class RefusedCallers {

    /** Stands for all addresses beyond the bound. */
    public static final String OTHERS = "others";

    private static final int MOST = 4096;
    private static final long SECONDS = 60;

    /**
     * What is counted together.
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

    /** One more; may be called from any loop and takes no lock that anyone holds for long. */
    public void count(String address, Reason reason) {
        total.incrementAndGet();
        count(new Group(address, clock.now().getEpochSecond() / SECONDS, reason.code()), 1);
    }

    /** All that were counted since the start. */
    long total() {
        return total.get();
    }

    /** Takes what was counted since the last time. */
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

    /** Puts back what could not be kept. */
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
