package io.ambo.engine.weights;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the head of a GGUF file says of its model, without its weights being read.
 *
 * @param architecture the family of network, {@code llama} or {@code qwen3}
 * @param name what its makers call it
 * @param licence as its makers wrote it
 * @param quantisation how its numbers are packed, {@code Q4_K_M}; empty where the file does not say
 * @param tokenizer the kind of tokenizer
 * @param vocabulary the number of its tokens; 0 where the file does not say
 * @param template whether it brings a chat template
 * @param toolTemplate whether that template speaks of tools
 * @param thinkTemplate whether that template asks how much to think
 * @param adapter whether it is no model but a LoRA adapter, to be laid over one
 * @param embeds whether it gives embeddings, and is not made for answers
 * @param context the longest context it was trained for; 0 where the file does not say
 * @param cacheBytesPerToken what one token of context takes in the cache of keys and values, at 16 bits; 0 where unknown
 * @param fileBytes the size of the file, which is what the weights take in memory
 */
public record GgufHeader(
        String architecture,
        Optional<String> name,
        Optional<String> licence,
        Optional<String> quantisation,
        Optional<String> tokenizer,
        long vocabulary,
        boolean template,
        boolean toolTemplate,
        boolean thinkTemplate,
        boolean adapter,
        boolean embeds,
        long context,
        long cacheBytesPerToken,
        long fileBytes) {

    /**
     * Reads the head.
     *
     * @throws WeightsException it cannot be read or is no GGUF file
     */
    public static GgufHeader of(Path file) throws WeightsException {
        return GgufReader.read(file);
    }

    /**
     * The memory that weights and cache take together when so many tokens of context are kept. What the engine itself
     * needs to work with comes on top.
     */
    public long memoryAt(long tokens) {
        return fileBytes + cacheBytesPerToken * tokens;
    }
}
