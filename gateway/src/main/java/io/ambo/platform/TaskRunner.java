package io.ambo.platform;

import java.util.concurrent.Callable;

/** A place to run work while the caller waits for it. */
public interface TaskRunner {

    /** Runs the work and returns its result; exceptions are passed to the caller. */
    <T> T call(Callable<T> work) throws Exception;

    /** The caller's own thread. */
    static TaskRunner here() {
        return new TaskRunner() {
            @Override
            public <T> T call(Callable<T> work) throws Exception {
                return work.call();
            }
        };
    }
}
