package io.ambo.format;

import io.ambo.format.ReplyFrame.ContentStream;
import io.ambo.wire.JsonException;
import io.ambo.wire.SseEvent;
import java.util.List;
import java.util.Optional;

/** Puts words of ours beside the answer of one reply, or in its place, in the caller's format. Used for one reply. */
public sealed interface AddedWords permits OpenAiAddedWords, AnthropicAddedWords {

    /** The code of an answer that a guard blocked. */
    String BLOCKED = "answer-blocked";

    /** Hears of each frame of a stream as it comes. */
    void reads(ReplyFrame frame);

    /** Hears of each frame of a stream as it goes to the caller. */
    void passes(ReplyFrame frame);

    /** Whether nothing of the answer comes after this frame, which was read last. */
    boolean endsAnswer(ReplyFrame frame);

    /** An event that says this at the beginning of a text, before an event with this frame that begins it. */
    SseEvent before(ReplyFrame frame, ContentStream text, String words);

    /** Events that say this after the answer's own words, before the event that ends it. */
    List<SseEvent> after(ReplyFrame last, String words);

    /** Events that say this in place of what is left of the answer. */
    List<SseEvent> instead(String words, String guard);

    /** What becomes of a later event of a stream whose answer was replaced: nothing, or what does not speak of it. */
    Optional<SseEvent> afterwards(SseEvent event, Optional<ReplyFrame> frame);

    /** What ends a stream whose answer was replaced, before its last event, where the upstream did not say it. */
    List<SseEvent> end();

    /** A whole reply with words at the beginning and at the end of its text; empty ones are not added. */
    byte[] whole(ReplyFrame whole, String before, String after);

    /** A whole reply that says this instead. */
    byte[] wholeInstead(byte[] whole, String words, String guard) throws JsonException;

    /** Paragraphs in one text. */
    static String joined(String before, String text, String after) {
        var joined = before.isEmpty() ? text : before + "\n\n" + text;
        return after.isEmpty() ? joined : joined + "\n\n" + after;
    }
}
