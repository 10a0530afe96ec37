package io.ambo.provider;

import java.util.Locale;

/** Where a call stands. */
enum CallPhase {
    /** The address is looked up and a connection made. */
    CONNECT,
    TLS,
    /** Not all of the request has left. */
    SEND,
    /** The answer has not begun. */
    FIRST_BYTE,
    BODY;

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
