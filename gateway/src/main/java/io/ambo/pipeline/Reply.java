package io.ambo.pipeline;

import io.ambo.core.Refusal;
import java.util.Map;

/** The reply to one caller; used on the loop that owns the caller's connection. */
public interface Reply {

    /**
     * Begins an answer.
     *
     * @param length bytes of the body when they are known; -1 for a stream of events
     * @param headers further headers
     */
    void begin(long length, Map<String, String> headers);

    /** The next bytes of the body; they leave when they are told to, or with the end. */
    void write(byte[] bytes);

    /** What was written leaves now. */
    void flush();

    /** The answer is complete; what of it has not left does so at the end of this turn. */
    void end();

    /** The whole answer is an error, in the caller's wire format. */
    void refuse(Refusal refusal, Map<String, String> headers);

    /** An error in mid-stream: an error event, and never an invented end of the answer. */
    void breakOff(Refusal refusal);

    /** Closes the connection; what has not been sent yet is lost. */
    void drop();

    /** Whether the caller takes bytes fast enough for more. */
    boolean writable();
}
