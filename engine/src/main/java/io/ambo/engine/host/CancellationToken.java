package io.ambo.engine.host;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** A request to stop; long operations check it between their steps. */
public record CancellationToken(CompletableFuture<Void> wish) {

    public CancellationToken() {
        this(new CompletableFuture<>());
    }

    public boolean wished() {
        return wish.isDone();
    }

    public void check() {
        if (wished()) {
            throw new CancellationException("The engine is being stopped");
        }
    }
}
