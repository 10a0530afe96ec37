package io.ambo.pipeline;

import io.ambo.core.Refusal;
import java.util.Map;

/** The way back to one caller; used on the loop that owns the caller's connection. */
public interface Reply {

    /**
     * Begins an answer.
     *
     * @param length bytes of the body when they are known; -1 for a stream of events
     * @param headers further headers
     */
    void begin(long length, Map<String, String> headers);

    /** The next bytes of the body; they leave at the end of this turn. */
    void write(byte[] bytes);

    /** The answer is complete. */
    void end();

    /** The whole answer is a no, in the shape of errors that the caller's dialect has. */
    void refuse(Refusal refusal, Map<String, String> headers);

    /** A no in mid-stream: an error event, and never a made-up end. */
    void breakOff(Refusal refusal);

    /** The connection goes, with whatever of the answer has not left yet. */
    void drop();

    /** Whether the caller takes bytes fast enough for more. */
    boolean writable();
}
