package io.ambo.engine;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** A request to stop; long operations check it between their steps. */
record CancellationToken(CompletableFuture<Void> wish) {

    CancellationToken() {
        this(new CompletableFuture<>());
    }

    boolean wished() {
        return wish.isDone();
    }

    void check() {
        if (wished()) {
            throw new CancellationException("The engine is being stopped");
        }
    }
}
