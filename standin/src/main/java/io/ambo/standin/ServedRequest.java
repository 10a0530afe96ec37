package io.ambo.standin;

import io.ambo.standin.Recorded.Ending;

/** A request in progress: what was received, and how it ended. */
final class ServedRequest {
    private record End(Ending ending, long at) {}

    private final int number;
    private final Request request;
    private volatile End end = new End(Ending.OPEN, 0);

    ServedRequest(int number, Request request) {
        this.number = number;
        this.request = request;
    }

    Request request() {
        return request;
    }

    boolean open() {
        return end.ending() == Ending.OPEN;
    }

    /** Ends an open request; one that has ended keeps its outcome. */
    void end(Ending ending) {
        if (open()) {
            end = new End(ending, System.nanoTime());
        }
    }

    Recorded recorded() {
        End now = end;
        return new Recorded(
                number,
                request.connection(),
                request.method(),
                request.target(),
                request.headers(),
                request.body(),
                request.whole(),
                request.received(),
                now.ending(),
                now.at());
    }
}
