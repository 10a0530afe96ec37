package io.ambo.engine;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** The wish to stop; long work looks at it between its steps. */
record Closing(CompletableFuture<Void> wish) {

    Closing() {
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
