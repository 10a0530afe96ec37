package io.ambo.engine.process;

import io.ambo.engine.host.CancellationToken;
import io.ambo.engine.host.EngineEnvironment;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One engine: one process that runs one model, fetched when missing, monitored, and restarted when it exits.
 *
 * <p>{@link #start} returns at once; where the engine stands is told by {@link #state} and to each listener.
 */
public final class Engine implements EngineHandle {
    private final CancellationToken cancellation = new CancellationToken();
    private final List<Consumer<EngineState>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock telling = new ReentrantLock();
    private final Supervision supervision;
    private final Thread thread;
    private volatile EngineState state = new EngineState.Starting();

    private Engine(EngineOrder order, EngineEnvironment environment, Consumer<EngineState> listener) {
        listeners.add(listener);
        supervision = new Supervision(order, environment, cancellation, this::publish);
        thread = Thread.ofVirtual().name("engine-" + order.id()).unstarted(supervision);
    }

    /**
     * Begins to bring up the engine.
     *
     * @param listener hears each change, in order, on the engine's own thread; it must not block and not throw
     */
    public static Engine start(EngineOrder order, EngineEnvironment environment, Consumer<EngineState> listener) {
        Engine engine = new Engine(order, environment, listener);
        engine.thread.start();
        return engine;
    }

    /** Where the engine stands now. */
    public EngineState state() {
        return state;
    }

    /** Adds a listener, which first hears the present state. */
    public void listen(Consumer<EngineState> listener) {
        telling.lock();
        try {
            listener.accept(state);
            listeners.add(listener);
        } finally {
            telling.unlock();
        }
    }

    /** Cuts a wait before the next attempt short, for instance when a person has put right what was missing. */
    public void retry() {
        supervision.retryNow();
    }

    /** Requests that it sleep in its own way; the state tells when it does, or that it was stopped because it did not. */
    @Override
    public void fallAsleep() {
        supervision.sleep(true);
        supervision.retryNow();
    }

    /** Requests that it wake; an engine that does not wake is restarted. */
    @Override
    public void wakeUp() {
        supervision.sleep(false);
    }

    /** Stops the engine in an orderly way, then by force; returns when it is gone. */
    @Override
    public void close() {
        cancellation.cancel();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(EngineState next) {
        telling.lock();
        try {
            state = next;
            listeners.forEach(listener -> listener.accept(next));
        } finally {
            telling.unlock();
        }
    }
}
