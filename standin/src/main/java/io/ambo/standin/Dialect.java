package io.ambo.standin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A vendor's wire format. */
sealed interface Dialect permits OpenAiChat, AnthropicMessages {
    /** The key a request shows, or none. */
    Optional<String> key(Request request);

    /** Reads a request, or throws a {@link Complaint}. */
    Question read(Request request);

    String whole(Answer answer, Manner manner);

    /** The events of a stream, each with the blank line that ends it. */
    List<String> events(Question question, Answer answer, Manner manner);

    /** The body of an answer that says no. */
    String refusal(Complaint complaint, Request request, String requestId);

    /** The body of a failure of the vendor's own with this status. */
    String failure(int status, String requestId);

    /** The event with which a stream breaks off. */
    String failureEvent();

    /** The vendor's headers, but for those that frame the body. */
    List<Map.Entry<String, String>> headers(String requestId, boolean streamed, long milliseconds);

    /**
     * How an answer is written down.
     *
     * @param chunk characters per piece of streamed text or arguments
     * @param usage whether usage is told at all
     * @param interleaved whether parallel calls take turns in a stream, instead of one after the other
     */
    record Manner(int chunk, boolean usage, boolean interleaved) {}
}
