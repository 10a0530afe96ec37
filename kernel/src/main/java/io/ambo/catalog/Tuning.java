package io.ambo.catalog;

import java.util.List;
import java.util.Optional;

/**
 * How one embedded model is run, where that differs from its engine's file.
 *
 * @param engine the id of the engine file that runs it, instead of its provider's
 * @param memory bytes it uses when loaded
 * @param cacheType the number format of the engine's key-value cache: {@code f16}, {@code q8_0}, …
 * @param draftModel the file of a draft model
 * @param pooling how an embedding model's token vectors are combined into one: {@code mean}, …
 * @param adapters files of LoRA adapters
 * @param template a file with the chat template, instead of the one in the weights
 * @param memoryAsleep bytes it uses in its engine's own sleep mode
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

    /** No difference from the engine's file. */
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

    /** A copy of {@code file} with these settings applied. */
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
