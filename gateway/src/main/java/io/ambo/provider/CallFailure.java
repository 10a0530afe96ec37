package io.ambo.provider;

import java.util.Locale;

/** What went wrong with a call below the level of HTTP statuses; the name with dashes is its stable code. */
public enum CallFailure {
    UNKNOWN_HOST,
    CONNECT_FAILED,
    CONNECT_TIMEOUT,
    TLS_EXPIRED,
    TLS_WRONG_NAME,
    TLS_UNKNOWN_ISSUER,
    TLS_PROTOCOL,
    TLS_FAILED,
    FIRST_BYTE_TIMEOUT,
    BETWEEN_BYTES_TIMEOUT,
    TOTAL_TIMEOUT,
    CONNECTION_LOST,
    CUT_SHORT,
    NOT_HTTP,
    ANSWER_TOO_LONG,
    UNREADABLE_COMPRESSION,
    QUEUE_FULL,
    ENGINE_NOT_READY,
    NO_MEMORY,
    JOURNAL_GONE,
    /** A bug of ours, or a provider file that cannot be made into a request. */
    INTERNAL;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the provider may have worked on the request and counted it. */
    public boolean mayBeBilled() {
        return isTimeout()
                || this == CONNECTION_LOST
                || this == CUT_SHORT
                || this == UNREADABLE_COMPRESSION
                || this == NO_MEMORY;
    }

    /** Whether the call was cancelled here while the provider may have been working on it. */
    public boolean isTimeout() {
        return this == FIRST_BYTE_TIMEOUT || this == BETWEEN_BYTES_TIMEOUT || this == TOTAL_TIMEOUT;
    }

    /** Whether it says something about the destination, so that it should rest. */
    public boolean blamesDestination() {
        return this != QUEUE_FULL
                && this != ENGINE_NOT_READY
                && this != NO_MEMORY
                && this != JOURNAL_GONE
                && this != INTERNAL;
    }
}
