package io.ambo.format;

import io.ambo.core.Usage;

/** What a reply says, piece by piece, in no wire format: the hub between the formats of replies. */
sealed interface ReplyPart {

    /** Why an answer ended. */
    enum End {
        STOP,
        LENGTH,
        CALLS,
        REFUSED
    }

    /** The reply begins. */
    record Begin(String id, String model) implements ReplyPart {}

    /** Further words of the answer; never empty. */
    record Text(String text) implements ReplyPart {}

    /** Further words of what the model thought before it answered; never empty. */
    record Thinking(String text) implements ReplyPart {}

    /** A tool is called; {@code number} tells the calls of one reply apart, from 0. */
    record CallBegin(int number, String id, String name) implements ReplyPart {}

    /** Further text of a call's arguments. */
    record CallInput(int number, String json) implements ReplyPart {}

    /** The answer ended; {@code stopSequence} is the text that ended it, or empty. */
    record Finish(End end, String stopSequence) implements ReplyPart {}

    /** What the provider counted. */
    record Counts(Usage usage) implements ReplyPart {}
}
