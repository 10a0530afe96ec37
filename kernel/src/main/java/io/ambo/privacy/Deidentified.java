package io.ambo.privacy;

import java.util.Map;

/**
 * Bytes that may leave the house: scanned as they are, with what was found replaced, or allowed to go as they are by
 * the policy's treatment of their class. Only this package can make one.
 */
public final class Deidentified {

    private final byte[] bytes;
    private final Map<String, String> live;
    private final Map<String, Integer> counts;
    private final KnownHosts hosts;

    private Deidentified(byte[] bytes, Map<String, String> live, Map<String, Integer> counts, KnownHosts hosts) {
        this.bytes = bytes;
        this.live = live;
        this.counts = counts;
        this.hosts = hosts;
    }

    static Deidentified of(byte[] bytes, Map<String, String> live, Map<String, Integer> counts, KnownHosts hosts) {
        return new Deidentified(bytes, Map.copyOf(live), Map.copyOf(counts), hosts);
    }

    /** What leaves; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many values of each kind were replaced, by recogniser id. */
    public Map<String, Integer> replaced() {
        return counts;
    }

    /** Whether an answer can hold something to restore. */
    public boolean hasPlaceholders() {
        return !live.isEmpty();
    }

    /** Each placeholder and what it stands for. */
    Map<String, String> live() {
        return live;
    }

    /** The hosts of addresses in which values are put back. */
    KnownHosts hosts() {
        return hosts;
    }

    /** Counts, no bytes. */
    @Override
    public String toString() {
        return "de-identified " + counts;
    }
}
