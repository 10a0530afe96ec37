package io.ambo.server;

import java.util.concurrent.atomic.AtomicInteger;

/** Whether the server is about to stop, and how many requests are still under way. */
final class InFlightRequests {

    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean begun;

    void begin() {
        begun = true;
    }

    boolean begun() {
        return begun;
    }

    void enter() {
        underWay.incrementAndGet();
    }

    void leave() {
        underWay.decrementAndGet();
    }

    int underWay() {
        return underWay.get();
    }
}
