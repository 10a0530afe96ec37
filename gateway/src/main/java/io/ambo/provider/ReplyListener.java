package io.ambo.provider;

import io.ambo.core.MemoryShare;
import io.ambo.wire.SseEvent;

/** Receives a call's answer, on the loop that owns the call; nothing follows {@code ended} or {@code failed}. */
public interface ReplyListener {

    /** The id of the request that it is for, for the log. */
    default String request() {
        return "-";
    }

    /**
     * The answer's head came.
     *
     * @param stream whether server-sent events follow
     * @param retryAfterSeconds what the provider asks for, or 0
     */
    void head(int status, boolean stream, long retryAfterSeconds);

    /** The next event of a stream, of at most {@link AnswerReader#SMALL} bytes. */
    void event(SseEvent event);

    /**
     * The next event of a stream, a larger one.
     *
     * @param memory what it took of the memory that all bodies share; the listener's to give back when the event has been
     *     taken
     */
    void largeEvent(SseEvent event, MemoryShare memory);

    /** Everything received so far has been passed on, and more is to come. */
    void paused();

    /**
     * The whole body of an answer that is not a stream.
     *
     * @param memory what it took of the memory that all bodies share; the listener's to give back when the body has been
     *     read
     */
    void body(byte[] body, MemoryShare memory);

    /** A pooled connection turned out to be dead before any byte of an answer; the call goes on over a new one. */
    void staleConnection();

    /** The answer is complete as HTTP. */
    void ended();

    void failed(CallFailure failure);
}
