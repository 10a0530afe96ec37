package io.ambo.pipeline;

import io.ambo.core.MemoryShare;
import io.ambo.wire.SseEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Takes the events of one stream in the order in which they came: small ones on the loop, large ones away from it; what
 * comes behind a large one waits. Used on the loop.
 */
final class EventQueue {

    /** What takes the events. */
    interface Taker {

        /** Takes an event here. */
        void take(SseEvent event);

        /**
         * Takes an event away from the loop; reading pauses until it is back.
         *
         * @param back to be called on the loop, whatever comes of it
         */
        void takeAway(SseEvent event, Runnable back);

        /** The queue is empty again, and reading may go on. */
        void idle();

        /** There is no memory for what came behind a large event. */
        void noMemory();
    }

    /** An event; a large one has taken its memory. */
    private record Waiting(SseEvent event, @Nullable MemoryShare memory) {

        /** Bytes that no share counts yet. */
        int uncounted() {
            return memory == null ? event.raw().length : 0;
        }

        /** Whether there is memory for this one and for so many bytes behind it. */
        boolean holds(long behind) {
            return memory == null || memory.growTo(event.raw().length + behind);
        }

        void release() {
            if (memory != null) {
                memory.release();
            }
        }
    }

    private final Taker taker;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private @Nullable Waiting away;
    private @Nullable Runnable last;
    private long behind;

    EventQueue(Taker taker) {
        this.taker = taker;
    }

    /** Whether nothing waits and nothing is worked on. */
    boolean isIdle() {
        return away == null && waiting.isEmpty();
    }

    /** A small event. */
    void add(SseEvent event) {
        if (isIdle()) {
            taker.take(event);
        } else {
            put(new Waiting(event, null));
        }
    }

    /** A large event, and what it took of the memory that all share. */
    void add(SseEvent event, MemoryShare memory) {
        put(new Waiting(event, memory));
        next();
    }

    /** Runs the end of the stream when all that came before it has been taken. */
    void atEnd(Runnable end) {
        if (isIdle()) {
            end.run();
        } else {
            last = end;
        }
    }

    /** Nothing more is wanted: what waits is dropped, and gives back its memory. */
    void clear() {
        last = null;
        waiting.forEach(Waiting::release);
        waiting.clear();
        behind = 0;
    }

    private void put(Waiting next) {
        waiting.add(next);
        behind += next.uncounted();
        if (away != null && !away.holds(behind)) {
            taker.noMemory();
        }
    }

    private void next() {
        while (away == null && !waiting.isEmpty()) {
            var first = waiting.remove();
            behind -= first.uncounted();
            if (first.memory() == null) {
                taker.take(first.event());
            } else {
                away = first;
                taker.takeAway(first.event(), this::back);
            }
        }
        if (isIdle()) {
            idle();
        }
    }

    private void back() {
        if (away != null) {
            away.release();
            away = null;
        }
        next();
    }

    private void idle() {
        var end = last;
        last = null;
        if (end == null) {
            taker.idle();
        } else {
            end.run();
        }
    }
}
