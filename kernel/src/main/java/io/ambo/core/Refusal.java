package io.ambo.core;

import java.util.Optional;

/**
 * A refusal: what is wrong, where, and what to do about it. Every other exception is a bug.
 *
 * <p>It has no stack trace, because a refusal is a normal result.
 */
public final class Refusal extends RuntimeException {

    private final transient Reason reason;
    private final transient Message message;
    private final transient Optional<Message> hint;
    private final transient Optional<String> place;
    private final long retryAfterSeconds;
    private final transient Upstream upstream;

    /**
     * The provider's own name for an error, in addition to our reason; callers may know its code.
     *
     * @param code the provider's error code, if it sent one
     * @param type the provider's error type, if it sent one
     * @param failedGeneration what the model wrote that the provider could not use, if it sent that
     */
    public record Upstream(Optional<String> code, Optional<String> type, Optional<String> failedGeneration) {

        static final Upstream NONE = new Upstream(Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Refusal(
            Reason reason,
            Message message,
            Optional<Message> hint,
            Optional<String> place,
            long retryAfter,
            Upstream upstream) {
        super(message.in(Language.EN), null, false, false);
        this.reason = reason;
        this.message = message;
        this.hint = hint;
        this.place = place;
        this.retryAfterSeconds = retryAfter;
        this.upstream = upstream;
    }

    public static Refusal of(Reason reason, Message message) {
        return new Refusal(reason, message, Optional.empty(), Optional.empty(), 0, Upstream.NONE);
    }

    /** A refusal with a message of the catalogue: its key and arguments. */
    public static Refusal of(Reason reason, String key, Object... arguments) {
        return of(reason, Message.of(key, arguments));
    }

    /** The refusal of a request for which there is not enough memory left; it can be retried soon. */
    public static Refusal noMemory() {
        return of(Reason.BUSY, "server.memory").retryAfter(1);
    }

    /** A copy with a hint on what to do. */
    public Refusal hint(String key, Object... arguments) {
        return new Refusal(
                reason, message, Optional.of(Message.of(key, arguments)), place, retryAfterSeconds, upstream);
    }

    /** A copy with the place of the fault: a JSON path in the body, or a file and line. */
    public Refusal at(String place) {
        return new Refusal(reason, message, hint, Optional.of(place), retryAfterSeconds, upstream);
    }

    /** A copy with the time after which a retry makes sense. */
    public Refusal retryAfter(long seconds) {
        return new Refusal(reason, message, hint, place, seconds, upstream);
    }

    /** A copy with the provider's error. */
    public Refusal upstream(Upstream said) {
        return new Refusal(reason, message, hint, place, retryAfterSeconds, said);
    }

    /** The provider's error; empty if the refusal does not come from a provider. */
    public Upstream upstream() {
        return upstream;
    }

    public Reason reason() {
        return reason;
    }

    public Message message() {
        return message;
    }

    public Optional<Message> hint() {
        return hint;
    }

    public Optional<String> place() {
        return place;
    }

    /** Seconds to wait before a retry, or 0 if waiting alone does not help. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** Message and hint as one text. */
    public String in(Language language) {
        var text = message.in(language);
        return hint.map(more -> text + (language == Language.ZH ? "" : " ") + more.in(language))
                .orElse(text);
    }
}
