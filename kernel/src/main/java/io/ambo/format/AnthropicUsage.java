package io.ambo.format;

import io.ambo.core.Usage;
import io.ambo.wire.JsonIndex;
import java.util.Optional;

/**
 * The tokens that Anthropic counts for one reply: what was read from a cache and what was written to one come beside the
 * input, not in it. The counts of a stream are cumulative and corrected by later ones, so the last of each holds; where
 * the rounds that are billed are told one by one ({@code iterations}), their sum does. Where one of them cannot be a
 * count, there is no count.
 */
final class AnthropicUsage {

    private Counts counts = Counts.NOTHING;
    private boolean broken;

    /** What one object counts. */
    private record Counts(long input, long cacheRead, long cacheWrite, long output, long thinking) {

        static final Counts NOTHING = new Counts(0, 0, 0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(
                    input + other.input,
                    cacheRead + other.cacheRead,
                    cacheWrite + other.cacheWrite,
                    output + other.output,
                    thinking + other.thinking);
        }

        /** A later count of nothing at all is one that is left out: no reply takes back what it has read. */
        Counts correctedBy(Counts later, Told told) {
            var again = later.input + later.cacheRead + later.cacheWrite > 0;
            return new Counts(
                    again && told.input ? later.input : input,
                    again && told.cacheRead ? later.cacheRead : cacheRead,
                    again && told.cacheWrite ? later.cacheWrite : cacheWrite,
                    later.output > 0 ? later.output : output,
                    later.thinking > 0 ? later.thinking : thinking);
        }
    }

    /** Which of them an object has. */
    private record Told(boolean input, boolean cacheRead, boolean cacheWrite) {}

    /** Takes the counts of a {@code usage} object; -1 and what is no object say nothing. */
    void read(JsonIndex index, int usage) {
        if (usage < 0 || !index.is(usage, JsonIndex.OBJECT)) {
            return;
        }
        var iterations = index.member(usage, "iterations");
        if (iterations >= 0 && index.is(iterations, JsonIndex.ARRAY) && index.next(iterations) > iterations + 1) {
            var sum = Counts.NOTHING;
            for (var i = iterations + 1; i < index.next(iterations); i = index.next(i)) {
                sum = sum.plus(counts(index, i));
            }
            counts = sum;
            return;
        }
        var told = new Told(
                index.member(usage, "input_tokens") >= 0,
                index.member(usage, "cache_read_input_tokens") >= 0,
                index.member(usage, "cache_creation_input_tokens") >= 0 || index.member(usage, "cache_creation") >= 0);
        counts = counts.correctedBy(counts(index, usage), told);
    }

    private Counts counts(JsonIndex index, int usage) {
        var written = count(index, usage, "cache_creation_input_tokens");
        var creation = index.member(usage, "cache_creation");
        var parts = count(index, creation, "ephemeral_5m_input_tokens")
                + count(index, creation, "ephemeral_1h_input_tokens");
        var details = index.member(usage, "output_tokens_details");
        return new Counts(
                count(index, usage, "input_tokens"),
                count(index, usage, "cache_read_input_tokens"),
                Math.max(written, parts),
                count(index, usage, "output_tokens"),
                count(index, details, "thinking_tokens"));
    }

    /** The counts so far; nothing, where one of them is none. */
    Optional<Usage> usage() {
        var thinking = Math.min(counts.thinking, counts.output);
        return broken
                ? Optional.empty()
                : Optional.of(new Usage(
                        counts.input, counts.cacheRead, counts.cacheWrite, counts.output - thinking, thinking, false));
    }

    private long count(JsonIndex index, int object, String name) {
        var count = object < 0 ? 0 : TokenCount.of(index, object, name);
        broken |= count == TokenCount.NONE;
        return Math.max(0, count);
    }
}
