package io.ambo.pipeline;

import io.ambo.core.Message;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.core.RequestId;
import io.ambo.format.EmbeddingsReply;
import io.ambo.format.UpstreamError;
import io.ambo.privacy.Scanner;
import io.ambo.provider.CallFailure;
import io.ambo.wire.Body;
import io.ambo.wire.Edits;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonText;
import io.ambo.wire.Role;
import io.ambo.wire.TextSpan;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a caller is told when an upstream fails. */
final class Failures {

    private static final long USUAL_WAIT_SECONDS = 5;
    private static final int LOOP = 508;
    private static final int LONGEST_QUOTE = 500;

    /** Stands in place of what is not shown. */
    static final String REMOVED = "[…]";

    private static final byte[] REMOVED_BYTES = REMOVED.getBytes(StandardCharsets.UTF_8);

    private static final System.Logger LOG = System.getLogger(Failures.class.getName());

    private Failures() {}

    /** The one line of a call whose answer came and was none; of the others the provider's side says it. */
    static void log(RequestId request, String destination, String code) {
        LOG.log(
                System.Logger.Level.WARNING,
                "call failed: request=" + request + " destination=" + destination + " phase=body failure=" + code);
    }

    /** Below the level of HTTP statuses. */
    static Refusal call(CallFailure failure, AttemptRecord attempt, Exchange exchange) {
        var destination = attempt.destination().id();
        return switch (failure) {
            case QUEUE_FULL -> queueFull(destination, exchange);
            case ENGINE_NOT_READY ->
                Refusal.of(Reason.NOT_READY, "upstream.engine-not-ready", destination)
                        .retryAfter(2);
            case NO_MEMORY -> Refusal.noMemory();
            case JOURNAL_GONE ->
                Refusal.of(Reason.JOURNAL_UNAVAILABLE, "upstream.journal-gone").retryAfter(5);
            case CONNECT_TIMEOUT, FIRST_BYTE_TIMEOUT, BETWEEN_BYTES_TIMEOUT, TOTAL_TIMEOUT ->
                Refusal.of(Reason.UPSTREAM_TIMEOUT, "upstream." + failure.code(), destination);
            case INTERNAL -> Refusal.of(Reason.INTERNAL, "upstream.internal", destination);
            case UNKNOWN_HOST,
                    CONNECT_FAILED,
                    TLS_EXPIRED,
                    TLS_WRONG_NAME,
                    TLS_UNKNOWN_ISSUER,
                    TLS_PROTOCOL,
                    TLS_FAILED,
                    CONNECTION_LOST,
                    CUT_SHORT,
                    NOT_HTTP,
                    ANSWER_TOO_LONG,
                    UNREADABLE_COMPRESSION ->
                Refusal.of(Reason.UPSTREAM_FAILED, "upstream." + failure.code(), destination);
        };
    }

    private static Refusal queueFull(String destination, Exchange exchange) {
        var seconds = exchange.queueSeconds() == 0 ? USUAL_WAIT_SECONDS : exchange.queueSeconds();
        return Refusal.of(Reason.BUSY, "upstream.queue-full", destination, exchange.queuePosition() - 1, seconds)
                .retryAfter(seconds);
    }

    /**
     * An answer with another status than 200. What the caller asked wrongly stays the caller's to mend.
     *
     * @param asked the name that the caller asked for: the model's own, or one that stands for what we choose
     */
    static Refusal status(int status, UpstreamError error, AttemptRecord attempt, String asked) {
        var at = attempt.destination();
        var named = asked.equals(at.model()) || asked.equals(at.id());
        var destination = at.id();
        var reason = switch (status) {
            case 404 -> named && !error.words().isBlank() ? Reason.UPSTREAM_MODEL_MISSING : Reason.UPSTREAM_REJECTED;
            case 400, 413, 422 -> Reason.UPSTREAM_REJECTED;
            case 429 -> Reason.UPSTREAM_LIMIT;
            case LOOP -> Reason.LOOP_DETECTED;
            case 408, 504 -> Reason.UPSTREAM_TIMEOUT;
            default -> Reason.UPSTREAM_FAILED;
        };
        return Refusal.of(reason, "upstream.status", destination, status, quote(error.words()))
                .upstream(said(error));
    }

    /** Whether a status says something about the destination rather than about this one request. */
    static boolean blamesDestination(int status) {
        return status != 400 && status != 413 && status != 422 && status != LOOP;
    }

    static Refusal errorEvent(UpstreamError error, AttemptRecord attempt) {
        return Refusal.of(
                        Reason.UPSTREAM_FAILED,
                        "upstream.error-event",
                        attempt.destination().id(),
                        quote(error.words()))
                .upstream(said(error));
    }

    private static Refusal.Upstream said(UpstreamError error) {
        return new Refusal.Upstream(error.code(), error.type(), error.failedGeneration());
    }

    static Refusal unreadable(AttemptRecord attempt) {
        return Refusal.of(
                Reason.UPSTREAM_FAILED,
                "upstream.unreadable",
                attempt.destination().id());
    }

    /** An answer that is no answer to the embeddings that were asked for. */
    static Refusal embeddings(EmbeddingsReply.Flaw flaw, AttemptRecord attempt) {
        var destination = attempt.destination().id();
        return switch (flaw) {
            case NOT_THESE -> Refusal.of(Reason.UPSTREAM_FAILED, "upstream.not-these-embeddings", destination);
            case OTHER_LENGTH ->
                Refusal.of(Reason.UPSTREAM_REJECTED, "upstream.other-dimensions", destination)
                        .hint("upstream.other-dimensions.hint")
                        .at("dimensions");
        };
    }

    /** An upstream's words without anything secret that it may have put into them. */
    static String scrub(String words, Scanner scanner) {
        var shorter = words.length() > LONGEST_QUOTE ? words.substring(0, LONGEST_QUOTE) + "…" : words;
        var body = ("\"" + JsonText.escape(shorter) + "\"").getBytes(StandardCharsets.UTF_8);
        try {
            var index = JsonIndex.of(body);
            var span = TextSpan.of(Role.EXTRA, TextSpan.Form.TEXT, 0);
            var findings = scanner.scan(new Body(index, List.of(span), new int[0], new int[0]));
            var edits = new Edits();
            for (var finding : findings.findings()) {
                var ranges = finding.ranges();
                for (var i = 0; i < ranges.length; i += 2) {
                    edits.replace(ranges[i], ranges[i + 1], REMOVED_BYTES);
                }
            }
            return JsonIndex.of(edits.applyTo(body)).text(0);
        } catch (JsonException e) {
            return "";
        }
    }

    /** Whether a recogniser finds anything in a text. */
    static boolean holdsValue(String words, Scanner scanner) {
        return !scrub(words, scanner).equals(words);
    }

    private static Object quote(String words) {
        return words.isBlank() ? Message.of("upstream.no-words") : words.strip();
    }
}
