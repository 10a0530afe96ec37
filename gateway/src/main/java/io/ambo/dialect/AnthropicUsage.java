package io.ambo.dialect;

import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonWriter;

/**
 * The tokens that Anthropic counts for one reply: what was read from a cache and what was written to one come beside the
 * input, not in it. The counts of a stream are cumulative, so the highest of each is the last. Where one of them cannot be
 * one, nobody counted.
 */
final class AnthropicUsage {

    private long input;
    private long cacheRead;
    private long cacheWrite;
    private long output;
    private long thinking;
    private boolean broken;

    /** Takes the counts of a {@code usage} object; -1 and whatever is no object say nothing. */
    void read(JsonIndex index, int usage) {
        if (usage >= 0) {
            input = highest(input, index, usage, "input_tokens");
            cacheRead = highest(cacheRead, index, usage, "cache_read_input_tokens");
            cacheWrite = highest(cacheWrite, index, usage, "cache_creation_input_tokens");
            output = highest(output, index, usage, "output_tokens");
            var details = index.member(usage, "output_tokens_details");
            thinking = details < 0 ? thinking : highest(thinking, index, details, "thinking_tokens");
        }
    }

    /** Whether these are counts. */
    boolean counted() {
        return !broken;
    }

    /** The counts in OpenAI's form, where the prompt's tokens are the sum of all three kinds. */
    void write(JsonWriter json) {
        var prompt = input + cacheRead + cacheWrite;
        json.name("usage").openObject();
        json.member("prompt_tokens", prompt);
        json.member("completion_tokens", output);
        json.member("total_tokens", prompt + output);
        json.name("prompt_tokens_details").openObject();
        json.member("cached_tokens", cacheRead);
        json.member("cache_write_tokens", cacheWrite);
        json.closeObject().name("completion_tokens_details").openObject();
        json.member("reasoning_tokens", thinking);
        json.closeObject().closeObject();
    }

    private long highest(long sofar, JsonIndex index, int usage, String name) {
        var count = TokenCount.of(index, usage, name);
        broken |= count == TokenCount.NONE;
        return Math.max(sofar, count);
    }
}
