package io.ambo.engine.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Hears an engine's states, keeps them, and waits for one. */
final class States implements Consumer<EngineState> {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final List<EngineState> heard = new ArrayList<>();

    @Override
    public synchronized void accept(EngineState state) {
        heard.add(state);
        notifyAll();
    }

    synchronized List<EngineState> all() {
        return List.copyOf(heard);
    }

    synchronized <T extends EngineState> List<T> all(Class<T> kind) {
        return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends EngineState> T await(Class<T> kind) throws InterruptedException {
        return await(kind, 1);
    }

    /** The given one of its kind, counted from 1. */
    synchronized <T extends EngineState> T await(Class<T> kind, int count) throws InterruptedException {
        Predicate<List<T>> enough = found -> found.size() >= count;
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!enough.test(all(kind))) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("No " + kind.getSimpleName() + " came, but: " + heard);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return all(kind).get(count - 1);
    }
}
