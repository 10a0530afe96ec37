package io.ambo.engine;

/**
 * How much the engine takes on.
 *
 * @param slots requests answered at once, 1 to 256
 * @param contextPerSlot tokens of context of each slot, 256 and up
 * @param threads threads that compute; never more than the machine has cores
 * @param batch tokens of prompt taken in at once, 32 and up
 * @param promptCacheMebibytes memory for the prompts of earlier requests, 0 for none
 */
public record Capacity(int slots, int contextPerSlot, int threads, int batch, int promptCacheMebibytes) {

    public Capacity {
        if (slots < 1 || slots > 256 || contextPerSlot < 256 || threads < 1 || batch < 32 || promptCacheMebibytes < 0) {
            throw new IllegalArgumentException(
                    "slots 1 to 256, context per slot from 256, threads from 1, batch from 32, prompt cache from 0; not "
                            + slots + ", " + contextPerSlot + ", " + threads + ", " + batch + ", "
                            + promptCacheMebibytes);
        }
        threads = Math.min(threads, Runtime.getRuntime().availableProcessors());
    }

    /** A capacity whose threads leave one core to everything else. */
    public static Capacity of(int slots, int contextPerSlot) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new Capacity(slots, contextPerSlot, Math.max(1, cores - 1), 512, 256);
    }
}
