package io.ambo.catalog;

import java.util.Map;
import java.util.OptionalLong;

/**
 * Block sizes of GGUF quantisations: bytes per block and numbers per block, from ggml's definitions. A mixture
 * ({@code Q4_K_M}) counts as its smallest block type.
 */
final class Blocks {

    private record Block(int bytes, int numbers) {}

    private static final Map<String, Block> BY_START = Map.of(
            "F16", new Block(2, 1),
            "BF16", new Block(2, 1),
            "Q8_0", new Block(34, 32),
            "Q6_K", new Block(210, 256),
            "Q5_K", new Block(176, 256),
            "Q4_K", new Block(144, 256),
            "Q4_0", new Block(18, 32),
            "Q4_1", new Block(20, 32));

    private Blocks() {}

    static OptionalLong bytes(String quantisation, long parameters) {
        return BY_START.entrySet().stream()
                .filter(entry -> quantisation.startsWith(entry.getKey()))
                .mapToLong(entry ->
                        parameters * entry.getValue().bytes() / entry.getValue().numbers())
                .findFirst();
    }
}
