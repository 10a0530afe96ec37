package io.ambo.engine.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How much the engine takes on.
 *
 * @param slots requests answered at once, 1 to 256
 * @param contextPerSlot tokens of context of each slot, 256 and up
 * @param threads threads that compute; never more than the machine has cores
 * @param batch tokens of prompt taken in at once, 32 and up
 * @param microBatch tokens of a batch that are computed in one go, 32 and up; never more than the batch
 * @param promptCacheMebibytes memory for the prompts of earlier requests, 0 for none
 * @param cacheType how it keeps what it has read of a conversation, such as {@code f16} or {@code q8_0}
 * @param draftModel a small model that proposes words, which the large one only checks
 * @param pooling how the vectors of tokens become one of a text, for a model that gives embeddings and nothing else:
 *     {@link #AS_THE_WEIGHTS_SAY}, {@code mean}, {@code cls}, {@code last}
 * @param adapters LoRA adapters that are laid over the model
 * @param template a file with the chat template, in place of the one in the weights
 */
public record Capacity(
        int slots,
        int contextPerSlot,
        int threads,
        int batch,
        int microBatch,
        int promptCacheMebibytes,
        String cacheType,
        Optional<Path> draftModel,
        Optional<String> pooling,
        List<Path> adapters,
        Optional<Path> template) {

    /** Pooled in the way that the head of the file names. */
    public static final String AS_THE_WEIGHTS_SAY = "model";

    public Capacity {
        if (slots < 1 || slots > 256 || contextPerSlot < 256 || threads < 1 || promptCacheMebibytes < 0) {
            throw new IllegalArgumentException(
                    "slots 1 to 256, context per slot from 256, threads from 1, prompt cache from 0; not " + slots
                            + ", " + contextPerSlot + ", " + threads + ", " + promptCacheMebibytes);
        }
        if (batch < 32 || microBatch < 32) {
            throw new IllegalArgumentException("batches from 32; not " + batch + ", " + microBatch);
        }
        threads = Math.min(threads, Runtime.getRuntime().availableProcessors());
        microBatch = Math.min(microBatch, batch);
        adapters = List.copyOf(adapters);
    }

    /** A capacity whose threads leave one core to everything else. */
    public static Capacity of(int slots, int contextPerSlot) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new Capacity(
                slots,
                contextPerSlot,
                Math.max(1, cores - 1),
                512,
                512,
                256,
                "f16",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }
}
