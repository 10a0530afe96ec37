package io.ambo.standin;

import io.ambo.standin.Recorded.Ending;

/** One request under way: what came, and how it ends. */
final class Visit {
    private record End(Ending ending, long at) {}

    private final int number;
    private final Request request;
    private volatile End end = new End(Ending.OPEN, 0);

    Visit(int number, Request request) {
        this.number = number;
        this.request = request;
    }

    Request request() {
        return request;
    }

    boolean open() {
        return end.ending() == Ending.OPEN;
    }

    /** Ends an open visit; one that has ended keeps its end. */
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
