package io.ambo.platform;

import java.util.concurrent.Callable;

/** Where a piece of work is done while its caller waits for it. */
public interface Workplace {

    /** Has it done, and gives what it gave; what it throws is thrown. */
    <T> T call(Callable<T> work) throws Exception;

    /** The caller's own thread. */
    static Workplace here() {
        return new Workplace() {
            @Override
            public <T> T call(Callable<T> work) throws Exception {
                return work.call();
            }
        };
    }
}
