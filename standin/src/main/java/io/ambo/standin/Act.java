package io.ambo.standin;

import java.time.Duration;

/** One thing done on a connection while it answers. */
sealed interface Act {
    /** Hands bytes to the socket; they leave with the next act of another kind. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Send(byte[] bytes) implements Act {}

    /** Sends what was handed over and waits; zero means the next turn of the loop. */
    record Pause(Duration length) implements Act {}

    /** Does nothing more until the caller leaves. */
    record Stall() implements Act {}

    /** Leaves the connection in one of the ways; without it the connection stays for the next request. */
    record Leave(Script.How how) implements Act {}
}
