package io.ambo.engine.fleet;

import java.time.Duration;

/**
 * Admission of requests to one engine, as the fleet sees it: closed until the engine is awake; requests already inside
 * are never interrupted by it.
 *
 * <p>No method may block, or call the fleet back on the same thread while holding a lock.
 */
public interface Admission {

    /** Admits waiting and new requests, as many at once as the engine handles. */
    void open();

    /** Admits no more requests; those inside go on, new ones wait. */
    void shut();

    /** Tells waiting requests how long it will probably take until it opens. */
    void expect(Duration untilOpen);

    /** Refuses all waiting requests, because it will not open soon. */
    void turnAway();

    /** Shuts for good: all waiting and new requests are refused. */
    void closeDown();

    /** The number of requests inside. */
    int inside();

    /** The number of waiting requests. */
    int waiting();
}
