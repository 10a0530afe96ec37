package io.ambo.standin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A vendor's wire format. */
sealed interface VendorFormat permits OpenAiFormat, AnthropicFormat {
    /** The key of a request, if any. */
    Optional<String> key(Request request);

    /** Reads a request, or throws a {@link Complaint}. */
    Question read(Request request);

    String whole(Answer answer, Manner manner);

    /** The events of a stream, each including its final blank line. */
    List<String> events(Question question, Answer answer, Manner manner);

    /** The body of a rejection. */
    String refusal(Complaint complaint, Request request, String requestId);

    /** The body of a vendor error with this status. */
    String failure(int status, String requestId);

    /** The event that aborts a stream. */
    String failureEvent();

    /** The vendor's headers, except those that frame the body. */
    List<Map.Entry<String, String>> headers(String requestId, boolean streamed, long milliseconds);

    /**
     * How an answer is encoded.
     *
     * @param chunk characters per piece of streamed text or arguments
     * @param usage whether usage is reported
     * @param interleaved whether parallel calls are interleaved in a stream instead of sent one after the other
     */
    record Manner(int chunk, boolean usage, boolean interleaved) {}
}
