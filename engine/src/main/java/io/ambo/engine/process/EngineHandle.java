package io.ambo.engine.process;

/** An engine that was brought up; closing it returns when it is gone. No other method of it waits. */
public interface EngineHandle extends AutoCloseable {

    /** Puts it to sleep in its own way and reports that; where it cannot sleep, stops it and reports that. */
    void fallAsleep();

    /** Wakes it and reports when it is ready; restarts it where waking fails. */
    void wakeUp();

    @Override
    void close();
}
