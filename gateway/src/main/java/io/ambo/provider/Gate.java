package io.ambo.provider;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The way into an engine: so many requests at once, so many more in a queue, no more. Shared by all lanes.
 *
 * <p>The lock is held for a few instructions; nobody waits for an engine while holding it.
 */
public final class Gate {

    private final int slots;
    private final int queueLimit;
    private final ArrayDeque<Pass> waiting = new ArrayDeque<>();
    private int inside;

    /** A place in the queue or inside; its task runs on its loop when it is let in. */
    static final class Pass {
        private final EventLoop loop;
        private final Runnable enter;
        private final int position;
        private boolean inside;

        private Pass(EventLoop loop, Runnable enter, int position) {
            this.loop = loop;
            this.enter = enter;
            this.position = position;
        }

        /** How many waited or were before it when it came; 0 when it went straight in. */
        int position() {
            return position;
        }
    }

    public Gate(int slots, int queueLimit) {
        this.slots = slots;
        this.queueLimit = queueLimit;
    }

    /** How many wait. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** Asks to be let in; null when the queue is full. */
    synchronized @Nullable Pass ask(EventLoop loop, Runnable enter) {
        if (inside < slots) {
            return admit(new Pass(loop, enter, 0));
        }
        if (waiting.size() >= queueLimit) {
            return null;
        }
        var pass = new Pass(loop, enter, waiting.size() + 1);
        waiting.add(pass);
        return pass;
    }

    /** Leaves the engine or the queue; the next one waiting is let in. Doing it twice does nothing. */
    synchronized void leave(Pass pass) {
        if (!pass.inside) {
            waiting.remove(pass);
            return;
        }
        pass.inside = false;
        inside--;
        var next = waiting.poll();
        if (next != null) {
            admit(next);
        }
    }

    private Pass admit(Pass pass) {
        inside++;
        pass.inside = true;
        pass.loop.execute(pass.enter);
        return pass;
    }
}
