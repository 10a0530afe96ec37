package io.ambo.format;

import io.ambo.core.Usage;
import io.ambo.wire.JsonIndex;
import java.util.Optional;

/**
 * The tokens that a reply in OpenAI's format counts, in the forms in which its many providers write them: at the top of
 * the reply, inside a choice, inside {@code x_groq}, or as the timings of llama.cpp; what was read from a cache among the
 * details or beside them. The tests name each form with its vendor.
 */
final class OpenAiUsage {

    private static final String[] PROMPT = {"prompt_tokens", "input_tokens"};
    private static final String[] COMPLETION = {"completion_tokens", "output_tokens"};
    private static final String[] PROMPT_DETAILS = {"prompt_tokens_details", "input_tokens_details"};
    private static final String[] COMPLETION_DETAILS = {"completion_tokens_details", "output_tokens_details"};
    /** Beside the prompt's tokens: Moonshot, Together; DeepSeek; what LiteLLM makes of Anthropic's. */
    private static final String[] CACHED = {"cached_tokens", "prompt_cache_hit_tokens", "cache_read_input_tokens"};

    private static final String[] WRITTEN = {"cache_write_tokens", "cache_creation_input_tokens"};

    private final JsonIndex index;
    private final OpenAiTop top;
    private final int usage;
    private final int timings;

    OpenAiUsage(JsonIndex index) {
        this(index, OpenAiTop.of(index));
    }

    OpenAiUsage(JsonIndex index, OpenAiTop top) {
        this.index = index;
        this.top = top;
        this.usage = find();
        this.timings = object(top.timings());
    }

    /** Whether the reply says anything of its usage, be it no count. */
    boolean isTold() {
        return usage >= 0;
    }

    /** Empty if one of the counts is impossible: then there is no count. */
    Optional<Usage> read() {
        if (usage >= 0) {
            return counted();
        }
        return timings < 0 ? Optional.empty() : timed();
    }

    private int find() {
        var stated = object(top.usage());
        if (stated >= 0) {
            return stated;
        }
        var choices = top.choices();
        for (var c = choices + 1; choices >= 0 && c < index.next(choices); c = index.next(c)) {
            var inside = index.is(choices, JsonIndex.ARRAY) ? object(index.member(c, "usage")) : -1;
            if (inside >= 0) {
                return inside;
            }
        }
        var groq = object(top.groq());
        return groq < 0 ? -1 : object(index.member(groq, "usage"));
    }

    private Optional<Usage> counted() {
        var prompt = count(usage, PROMPT);
        var completion = count(usage, COMPLETION);
        var detailed = count(details(COMPLETION_DETAILS), "reasoning_tokens");
        var reasoning = detailed == 0 ? count(usage, "reasoning_tokens") : detailed;
        var total = Math.max(0, count(usage, "total_tokens"));
        if (Math.min(prompt, Math.min(completion, reasoning)) == TokenCount.NONE) {
            return Optional.empty();
        }
        if (prompt == 0 && completion == 0 && reasoning == 0 && total > 0) {
            return totalAlone(total);
        }
        var input = prompt == 0 ? Math.max(0, total - completion) : prompt;
        return Optional.of(split(input, completion, reasoning, total));
    }

    /** Vectors have no output, so their total is their input; of a text it does not say what was billed how. */
    private Optional<Usage> totalAlone(long total) {
        return top.choices() < 0 && index.member(0, "data") >= 0
                ? Optional.of(new Usage(total, 0, 0, 0, 0, false))
                : Optional.empty();
    }

    /**
     * Parts that are more than the whole are cut to it. What the total has beyond prompt and completion is reasoning that
     * is billed beside them (xAI tells it among the details, Gemini only there).
     */
    private Usage split(long prompt, long completion, long reasoning, long total) {
        var cached = Math.clamp(inPrompt(CACHED), 0, prompt);
        var written = Math.clamp(inPrompt(WRITTEN), 0, prompt - cached);
        var beside = Math.max(0, total - prompt - completion);
        var within = beside > 0 ? 0 : Math.min(completion, reasoning);
        return new Usage(
                prompt - cached - written, cached, written, completion - within, Math.max(beside, within), false);
    }

    private long inPrompt(String... names) {
        return Math.max(count(details(PROMPT_DETAILS), names), count(usage, names));
    }

    private Optional<Usage> timed() {
        var prompt = count(timings, "prompt_n");
        var cached = count(timings, "cache_n");
        var output = count(timings, "predicted_n");
        return Math.min(prompt, Math.min(cached, output)) == TokenCount.NONE
                ? Optional.empty()
                : Optional.of(new Usage(prompt, cached, 0, output, 0, false));
    }

    /** The first of these names that counts anything; {@link TokenCount#NONE} where one is no count. */
    private long count(int object, String... names) {
        for (var name : names) {
            var count = object < 0 ? 0 : TokenCount.of(index, object, name);
            if (count != 0) {
                return count;
            }
        }
        return 0;
    }

    private int details(String... names) {
        for (var name : names) {
            var details = object(index.member(usage, name));
            if (details >= 0) {
                return details;
            }
        }
        return -1;
    }

    /** The node, if it is an object with something in it. */
    private int object(int node) {
        return node >= 0 && index.is(node, JsonIndex.OBJECT) && index.next(node) > node + 1 ? node : -1;
    }
}
