package io.ambo.provider;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line for each call that failed: which request, at which destination, in which phase, and why. It holds nothing of
 * a prompt, an answer or a key: of a bug of ours it says the class and the place, for its words may quote them.
 */
final class CallLog {

    private static final System.Logger LOG = System.getLogger(CallLog.class.getName());
    private static final int LONGEST = 200;
    private static final String MARK = "[…]";
    private static final int SERVER_ERROR = 500;

    private final String request;
    private final HttpExchange exchange;

    CallLog(String request, HttpExchange exchange) {
        this.request = request;
        this.exchange = exchange;
    }

    void failed(CallPhase phase, CallFailure failure, @Nullable Throwable cause) {
        var at = failure == CallFailure.BETWEEN_BYTES_TIMEOUT ? "between-bytes" : phase.id();
        var why = Optional.ofNullable(cause).map(it -> " cause=" + words(it)).orElse("");
        LOG.log(System.Logger.Level.WARNING, line(at, failure.code()) + why);
    }

    /** It answered with this status. What a caller asked wrongly is no trouble of ours. */
    void status(int status) {
        var mine = status < SERVER_ERROR && !blamed(status);
        LOG.log(
                mine ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
                line(CallPhase.BODY.id(), "status-" + status));
    }

    private static boolean blamed(int status) {
        return switch (status) {
            case 401, 403, 404, 408, 429 -> true;
            default -> false;
        };
    }

    private String line(String phase, String failure) {
        return "call failed: request=" + request + " destination=" + exchange.destination() + " phase=" + phase
                + " failure=" + failure;
    }

    private String words(Throwable thrown) {
        var cause = root(thrown);
        var name = cause.getClass().getSimpleName();
        if (!(cause instanceof IOException || cause instanceof CertificateException || speaks(cause))) {
            var trace = cause.getStackTrace();
            return trace.length == 0 ? name : name + " at " + trace[0];
        }
        var words = exchange.endpoint().hideKey(String.valueOf(cause.getMessage()), MARK);
        var line = words.replaceAll("\\p{Cntrl}", " ");
        return name + ": " + (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
    }

    /** The checks of certificates say what they found by classes of their own. */
    private static boolean speaks(Throwable cause) {
        return cause.getClass().getName().startsWith("java.security.cert.")
                || cause.getClass().getName().startsWith("sun.security.provider.certpath.");
    }

    private static Throwable root(Throwable thrown) {
        var cause = thrown;
        for (var next = cause.getCause(); next != null; next = cause.getCause()) {
            cause = next;
        }
        return cause;
    }
}
