package io.ambo.core;

import java.util.Locale;

/**
 * Why a request is refused: a stable code that scripts may rely on, and its HTTP status.
 *
 * <p>The code is the constant's name in lower case with dashes.
 */
public enum Reason {
    MALFORMED_REQUEST(400),
    INVALID_MEMBER(400),
    UNSUPPORTED_MEMBER(400),
    SUSPICIOUS_REQUEST(400),
    MISSING_KEY(401),
    WRONG_KEY(401),
    EXPIRED_KEY(401),
    REVOKED_KEY(401),
    FORBIDDEN(403),
    CROSS_SITE(403),
    NO_ALLOWED_MODEL(403),
    UNKNOWN_MODEL(404),
    UNKNOWN_PATH(404),
    WRONG_METHOD(405),
    REQUEST_TIMEOUT(408),
    TOO_LARGE(413),
    WRONG_CONTENT_TYPE(415),
    SCAN_FAILED(422),
    LIMIT_REACHED(429),
    HEAD_TOO_LARGE(431),
    INTERNAL(500),
    LOOP_DETECTED(508),
    UPSTREAM_FAILED(502),
    UPSTREAM_REJECTED(400),
    UPSTREAM_MODEL_MISSING(404),
    UPSTREAM_LIMIT(429),
    BUSY(503),
    NOT_READY(503),
    JOURNAL_UNAVAILABLE(503),
    STOPPING(503),
    UPSTREAM_TIMEOUT(504),
    BAD_CONFIGURATION(500),
    BAD_COMMAND(400);

    private final int status;

    Reason(int status) {
        this.status = status;
    }

    /** HTTP status code. */
    public int status() {
        return status;
    }

    /** The stable code, for example {@code unknown-model}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
