package io.ambo.format;

import io.ambo.wire.SseEvent;
import java.util.Map;

/**
 * A wire format, whole: how a request in it is read and labelled, how one is written from a {@link Conversation}, how a
 * reply is read and written, and how errors and the end of a stream look. Where caller and upstream speak the same one,
 * nothing is translated: edits only.
 */
public sealed interface WireFormat permits OpenAiChat, AnthropicMessages {

    /** The name in provider files, for example {@code openai-chat}. */
    String id();

    /** The header that carries the provider's key. */
    KeyHeader keyHeader();

    /** Headers of every request in this format, for all providers; names in lower case. */
    Map<String, String> headers();

    /** A request of this format, with the members that the target wants changed or left out. */
    Prepared adapt(Request arrived, Target target);

    /**
     * A new request in this format, that says what a request in another one says.
     *
     * @throws io.ambo.core.Refusal when this format cannot say what it asks for; another destination may
     */
    Prepared write(Request arrived, Target target);

    /** A fresh reader of one reply, that finds its texts, counts and its end. */
    ReplyReader reader(Request arrived);

    /** A fresh reader of one reply that another format is to say. */
    ReplyPartReader partReader(Request arrived);

    /**
     * A fresh writer of one reply.
     *
     * @param createdSeconds when the reply began, in seconds since 1970, for formats that say so
     */
    ReplyPartWriter partWriter(Request arrived, long createdSeconds);

    /** Puts words of ours into one reply of this format. */
    AddedWords addedWords();

    /** How a refusal looks in this format. */
    ErrorForm errors();

    /** The event that ends a stream in this format, for a stream whose upstream did not say that it is done. */
    SseEvent endOfStream();

    /** Whether an event ends a stream. */
    boolean isEnd(SseEvent event);

    /**
     * What would go to a destination that speaks this format.
     *
     * @throws io.ambo.core.Refusal when this format cannot say what the request asks for
     */
    default Prepared prepare(Request arrived, Target target) {
        return arrived.format().equals(this) ? adapt(arrived, target) : write(arrived, target);
    }

    /** A fresh translator of one reply in this format into that of the caller. */
    default ReplyTranslator translator(Request arrived, long createdSeconds) {
        return arrived.format().equals(this)
                ? new Untranslated(this)
                : new Translation(partReader(arrived), arrived.format().partWriter(arrived, createdSeconds));
    }

    /**
     * How a key is carried.
     *
     * @param prefix what stands before the key in the header's value
     */
    record KeyHeader(String name, String prefix) {}
}
