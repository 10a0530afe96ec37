package io.ambo.standin;

import java.time.Duration;

/** One action on a connection while it answers. */
sealed interface Act {
    /** Queues bytes; they are flushed with the next act of another kind. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Send(byte[] bytes) implements Act {}

    /** Flushes and waits; zero means until the next tick of the loop. */
    record Pause(Duration length) implements Act {}

    /** Does nothing more until the client disconnects. */
    record Stall() implements Act {}

    /** Ends the connection in one of the ways; without it the connection stays open for the next request. */
    record Leave(Script.How how) implements Act {}
}
