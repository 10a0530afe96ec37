package io.ambo.engine.weights;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The named values of a GGUF file's head, and what they mean for us. */
record GgufFacts(Map<String, Object> values, long bytes) {
    private static final Map<Long, String> FILE_TYPES = Map.ofEntries(
            Map.entry(0L, "F32"),
            Map.entry(1L, "F16"),
            Map.entry(2L, "Q4_0"),
            Map.entry(3L, "Q4_1"),
            Map.entry(7L, "Q8_0"),
            Map.entry(8L, "Q5_0"),
            Map.entry(9L, "Q5_1"),
            Map.entry(10L, "Q2_K"),
            Map.entry(11L, "Q3_K_S"),
            Map.entry(12L, "Q3_K_M"),
            Map.entry(13L, "Q3_K_L"),
            Map.entry(14L, "Q4_K_S"),
            Map.entry(15L, "Q4_K_M"),
            Map.entry(16L, "Q5_K_S"),
            Map.entry(17L, "Q5_K_M"),
            Map.entry(18L, "Q6_K"),
            Map.entry(19L, "IQ2_XXS"),
            Map.entry(20L, "IQ2_XS"),
            Map.entry(21L, "Q2_K_S"),
            Map.entry(22L, "IQ3_XS"),
            Map.entry(23L, "IQ3_XXS"),
            Map.entry(24L, "IQ1_S"),
            Map.entry(25L, "IQ4_NL"),
            Map.entry(26L, "IQ3_S"),
            Map.entry(27L, "IQ3_M"),
            Map.entry(28L, "IQ2_S"),
            Map.entry(29L, "IQ2_M"),
            Map.entry(30L, "IQ4_XS"),
            Map.entry(31L, "IQ1_M"),
            Map.entry(32L, "BF16"));

    /** What llama.cpp's {@code llama_pooling_type} calls none and rank; mean, cls and last are between them. */
    private static final long POOLING_UNSTATED = -1;

    private static final long POOLING_NONE = 0;
    private static final long POOLING_RANK = 4;

    /** Architectures of llama.cpp that read texts and write none. */
    private static final Set<String> ENCODERS = Set.of(
            "bert",
            "nomic-bert",
            "nomic-bert-moe",
            "jina-bert-v2",
            "jina-bert-v3",
            "neo-bert",
            "modern-bert",
            "eurobert",
            "gemma-embedding");

    GgufHeader header() {
        String architecture = text("general.architecture").orElse("");
        String template = text("tokenizer.chat_template").orElse("");
        return new GgufHeader(
                architecture,
                text("general.name"),
                text("general.license"),
                Optional.ofNullable(FILE_TYPES.get(number("general.file_type", -1))),
                text("tokenizer.ggml.model"),
                number("tokenizer.ggml.tokens", 0),
                !template.isBlank(),
                template.contains("tools"),
                template.contains("enable_thinking") || template.contains("reasoning_effort"),
                is("general.type", "adapter") && is("adapter.type", "lora"),
                embeds(architecture),
                number(architecture + ".context_length", 0),
                cache(architecture + "."),
                bytes);
    }

    /** Pooled to one vector a text, or of a kind that writes nothing; a ranker's pooling gives no vector. */
    private boolean embeds(String architecture) {
        long pooling = number(architecture + ".pooling_type", POOLING_UNSTATED);
        return pooling == POOLING_UNSTATED
                ? ENCODERS.contains(architecture)
                : pooling > POOLING_NONE && pooling < POOLING_RANK;
    }

    /** Keys and values of every layer, two bytes a number; where layers differ, as if all were like the largest. */
    private long cache(String prefix) {
        long heads = number(prefix + "attention.head_count", 0);
        long keyHeads = number(prefix + "attention.head_count_kv", heads);
        long usual = heads == 0 ? 0 : number(prefix + "embedding_length", 0) / heads;
        long both = number(prefix + "attention.key_length", usual) + number(prefix + "attention.value_length", usual);
        try {
            return Math.multiplyExact(
                    Math.multiplyExact(2, number(prefix + "block_count", 0)), Math.multiplyExact(keyHeads, both));
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    private boolean is(String key, String value) {
        return text(key).filter(value::equals).isPresent();
    }

    private Optional<String> text(String key) {
        return values.get(key) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    /** A number; of a list of numbers the largest, of a list of texts its length. */
    private long number(String key, long fallback) {
        return switch (values.get(key)) {
            case Long number -> number;
            case GgufReader.Numbers(long count, long largest) -> largest > 0 ? largest : count;
            case null, default -> fallback;
        };
    }
}
