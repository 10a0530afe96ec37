package io.ambo.engine.host;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** A request to stop; long operations check it between their steps. */
public record CancellationToken(CompletableFuture<Void> signal) {

    public CancellationToken() {
        this(new CompletableFuture<>());
    }

    public boolean isCancelled() {
        return signal.isDone();
    }

    /** Makes the request; a second one changes nothing. */
    public void cancel() {
        signal.complete(null);
    }

    /** Throws a {@link CancellationException} if the request was made. */
    public void check() {
        if (isCancelled()) {
            throw new CancellationException("The engine is being stopped");
        }
    }
}
