package io.ambo.privacy;

import java.util.HashMap;
import java.util.Map;

/**
 * Bytes that may be sent out: scanned, and either with all findings replaced or allowed unchanged by the policy's
 * treatment of their class. Only this package can create instances.
 */
public final class Deidentified {

    private final byte[] bytes;
    private final Map<String, String> placeholders;
    private final Map<String, String> surrogates;
    private final Map<String, Integer> counts;
    private final KnownHosts hosts;

    private Deidentified(
            byte[] bytes,
            Map<String, String> placeholders,
            Map<String, String> surrogates,
            Map<String, Integer> counts,
            KnownHosts hosts) {
        this.bytes = bytes;
        this.placeholders = placeholders;
        this.surrogates = surrogates;
        this.counts = counts;
        this.hosts = hosts;
    }

    static Deidentified of(
            byte[] bytes,
            Map<String, String> placeholders,
            Map<String, String> surrogates,
            Map<String, Integer> counts,
            KnownHosts hosts) {
        return new Deidentified(bytes, Map.copyOf(placeholders), Map.copyOf(surrogates), Map.copyOf(counts), hosts);
    }

    /** The bytes to send; must not be modified. */
    public byte[] bytes() {
        return bytes;
    }

    /** The number of replaced values of each kind, by recogniser id. */
    public Map<String, Integer> replaced() {
        return counts;
    }

    /** Returns whether an answer can contain anything to restore. */
    public boolean hasPlaceholders() {
        return !placeholders.isEmpty() || !surrogates.isEmpty();
    }

    /** Each placeholder and the value it stands for. */
    Map<String, String> placeholders() {
        return placeholders;
    }

    /** Each made-up value and the value it stands for. */
    Map<String, String> surrogates() {
        return surrogates;
    }

    /** Everything that is put back, and the value it stands for. */
    Map<String, String> values() {
        var values = new HashMap<>(placeholders);
        values.putAll(surrogates);
        return values;
    }

    /** The hosts of addresses in which values are restored. */
    KnownHosts hosts() {
        return hosts;
    }

    /** Counts only, no bytes. */
    @Override
    public String toString() {
        return "de-identified " + counts;
    }
}
