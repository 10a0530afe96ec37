package io.ambo.catalog;

import java.util.List;
import java.util.Optional;

/**
 * How one embedded model is run, where that differs from its engine's file.
 *
 * @param engine the id of the engine file that runs it, instead of its provider's
 * @param memory bytes that it takes up when it is loaded
 * @param cacheType how the engine keeps what it has read of a conversation: {@code f16}, {@code q8_0}, …
 * @param draftModel a small model's file, which proposes words that this one only checks
 * @param pooling how the vectors of its tokens become one of a text, where it gives embeddings: {@code mean}, …
 * @param adapters LoRA adapters' files
 * @param template a file with the chat template, in place of the one in the weights
 * @param memoryAsleep bytes that it takes up while it sleeps in its engine's own way
 */
public record Tuning(
        Optional<String> engine,
        Optional<Long> memory,
        Optional<Integer> slots,
        Optional<Integer> contextPerSlot,
        Optional<Integer> threads,
        Optional<Integer> batch,
        Optional<Integer> microBatch,
        Optional<Integer> promptCacheMebibytes,
        Optional<String> cacheType,
        Optional<String> draftModel,
        Optional<String> pooling,
        List<String> adapters,
        Optional<String> template,
        Optional<Long> memoryAsleep) {

    /** Everything as the engine's file has it. */
    public static final Tuning NONE = new Tuning(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty());

    public Tuning {
        adapters = List.copyOf(adapters);
    }

    /** An engine's file with this laid over. */
    public EngineFile over(EngineFile file) {
        var its = file.capacity();
        var capacity = new EngineFile.Capacity(
                slots.orElse(its.slots()),
                contextPerSlot.orElse(its.contextPerSlot()),
                threads.filter(number -> number > 0).or(its::threads),
                batch.orElse(its.batch()),
                microBatch.orElse(its.microBatch()),
                promptCacheMebibytes.orElse(its.promptCacheMebibytes()),
                cacheType.orElse(its.cacheType()),
                draftModel.or(its::draftModel),
                pooling.or(its::pooling),
                adapters.isEmpty() ? its.adapters() : adapters,
                template.or(its::template));
        var stated = capacity.equals(its) ? memory.or(file::statedMemory) : memory;
        return file.with(capacity, stated, file.sleep().map(sleep -> sleep.with(memoryAsleep)));
    }
}
