package io.ambo.engine.host;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process with all that it started. */
public record ProcessTree(ProcessHandle root) {
    private static final long LIMIT_SECONDS = 5;

    public List<ProcessHandle> all() {
        return Stream.concat(root.descendants(), Stream.of(root)).toList();
    }

    /** Ends every one of them by force; returns when they are gone, or when the system takes too long. */
    public void end() {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture<?>[] ends = all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
