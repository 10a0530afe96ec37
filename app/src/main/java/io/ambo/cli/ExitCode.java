package io.ambo.cli;

import io.ambo.core.Reason;

/** What a command's exit status says; scripts may rely on it. */
public enum ExitCode {
    /** It was done. */
    DONE(0),
    /** Ambo said no: a policy, a key, an unknown model or entry, a request that cannot be read. */
    REFUSED(1),
    /** The command line is wrong. */
    USAGE(2),
    /** The configuration, the home folder, the port or the database forbids it. */
    CONFIGURATION(3),
    /** No running server was reached. */
    NO_SERVER(4),
    /** A model was asked and failed, or none is ready or free just now; trying again may help. */
    UPSTREAM(5),
    /** It was done as far as it could be; something could not be looked into and was left out. */
    INCOMPLETE(6),
    /** A fault of Ambo itself. */
    FAULT(70),
    /** What it wrote to standard output did not all arrive. */
    OUTPUT(74),
    /** It was interrupted (Ctrl-C). */
    INTERRUPTED(130);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    static ExitCode of(Reason reason) {
        return switch (reason) {
            case BAD_CONFIGURATION, JOURNAL_UNAVAILABLE -> CONFIGURATION;
            case BAD_COMMAND -> USAGE;
            case UPSTREAM_FAILED,
                    UPSTREAM_TIMEOUT,
                    UPSTREAM_LIMIT,
                    UPSTREAM_REJECTED,
                    UPSTREAM_MODEL_MISSING,
                    BUSY,
                    NOT_READY,
                    STOPPING,
                    LOOP_DETECTED -> UPSTREAM;
            case INTERNAL -> FAULT;
            case MALFORMED_REQUEST,
                    INVALID_MEMBER,
                    UNSUPPORTED_MEMBER,
                    SUSPICIOUS_REQUEST,
                    MISSING_KEY,
                    WRONG_KEY,
                    EXPIRED_KEY,
                    REVOKED_KEY,
                    FORBIDDEN,
                    CROSS_SITE,
                    NO_ALLOWED_MODEL,
                    UNKNOWN_MODEL,
                    UNKNOWN_PATH,
                    WRONG_METHOD,
                    REQUEST_TIMEOUT,
                    TOO_LARGE,
                    WRONG_CONTENT_TYPE,
                    SCAN_FAILED,
                    LIMIT_REACHED,
                    HEAD_TOO_LARGE -> REFUSED;
        };
    }
}
