package io.ambo.engine.fleet;

import java.time.Duration;

/**
 * Admission of requests to one engine, as the fleet sees it: closed until the engine is awake; requests already inside
 * are never interrupted by it.
 *
 * <p>No method may block, or call the fleet back on the same thread while holding a lock.
 */
public interface Admission {

    /** Lets in who waits, and whoever comes, as many at once as the engine takes. */
    void open();

    /** Lets nobody in any more; who is inside goes on, and who comes waits. */
    void shut();

    /** Tells those who wait how long it is likely to take until it opens. */
    void expect(Duration untilOpen);

    /** Sends away everybody who waits, because it will not open soon. */
    void turnAway();

    /** Shuts for good: who waits is sent away, and so is everybody who comes. */
    void closeDown();

    /** How many are inside. */
    int inside();

    /** How many wait. */
    int waiting();
}
