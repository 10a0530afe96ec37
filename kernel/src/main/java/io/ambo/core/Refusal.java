package io.ambo.core;

import java.util.Optional;

/**
 * Ambo's way of saying no: what was wrong, where, and what to do. Every other exception is a bug.
 *
 * <p>It carries no stack trace: it is an answer, not an accident.
 */
public final class Refusal extends RuntimeException {

    private final transient Reason reason;
    private final transient Message message;
    private final transient Optional<Message> hint;
    private final transient Optional<String> place;
    private final long retryAfterSeconds;
    private final transient Upstream upstream;

    /**
     * What a provider calls its error, beside our reason: callers may know its code.
     *
     * @param code its code, when it gave one
     * @param type its kind of error, when it gave one
     */
    public record Upstream(Optional<String> code, Optional<String> type) {

        static final Upstream NONE = new Upstream(Optional.empty(), Optional.empty());
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

    /** A message of the catalogue: its key and what fills its gaps. */
    public static Refusal of(Reason reason, String key, Object... arguments) {
        return of(reason, Message.of(key, arguments));
    }

    /** What a request is told that needs more memory than is left for it; others will have given theirs back soon. */
    public static Refusal noMemory() {
        return of(Reason.BUSY, "server.memory").retryAfter(1);
    }

    /** The same, with what to do about it. */
    public Refusal hint(String key, Object... arguments) {
        return new Refusal(
                reason, message, Optional.of(Message.of(key, arguments)), place, retryAfterSeconds, upstream);
    }

    /** The same, with where it was wrong: the JSON path of a body, or a file and line. */
    public Refusal at(String place) {
        return new Refusal(reason, message, hint, Optional.of(place), retryAfterSeconds, upstream);
    }

    /** The same, with the time after which trying again makes sense. */
    public Refusal retryAfter(long seconds) {
        return new Refusal(reason, message, hint, place, seconds, upstream);
    }

    /** The same, with what the provider calls the error. */
    public Refusal upstream(Upstream said) {
        return new Refusal(reason, message, hint, place, retryAfterSeconds, said);
    }

    /** What the provider calls the error; empty where it is none of a provider's. */
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

    /** Seconds, or 0 when trying again would not help by itself. */
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
