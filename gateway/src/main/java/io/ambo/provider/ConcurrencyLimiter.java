package io.ambo.provider;

import io.ambo.core.Clock;
import io.ambo.engine.fleet.Admission;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way into an engine: so many requests at once, so many more in a queue, no more. Shared by all lanes. While the
 * engine sleeps it is shut, and everybody waits.
 *
 * <p>The lock is held for a few instructions; it is never held while waiting for an engine, and observers are told
 * after it is given back.
 */
public final class ConcurrencyLimiter implements Admission {

    /** Parts of the mean that stay when a new time is worked in as one part more. */
    private static final int MEMORY = 7;

    private final int slots;
    private final int queueLimit;
    private final Clock clock;
    private final ArrayDeque<Pass> waiting = new ArrayDeque<>();
    private Watcher watcher = new Watcher() {};
    private boolean open = true;
    private boolean closedDown;
    private int inside;
    private long meanNanos;
    private long untilOpenNanos;

    /** Is told of each event at the limiter, on the thread on which it happens; must not block. */
    public interface Watcher {

        /** Somebody waits although it is shut. */
        default void wanted() {}

        /** Somebody came out, or stopped waiting. */
        default void used() {}
    }

    /**
     * A place in the queue or inside; its task runs on its loop when it is let in, or the other when it is sent away.
     */
    static final class Pass {
        private final EventLoop loop;
        private final Runnable enter;
        private final Runnable sentAway;
        private final int position;
        private final Duration estimate;
        private boolean inside;
        private long entered;

        private Pass(EventLoop loop, Runnable enter, Runnable sentAway, int position, Duration estimate) {
            this.loop = loop;
            this.enter = enter;
            this.sentAway = sentAway;
            this.position = position;
            this.estimate = estimate;
        }

        /** How many waited or were before it when it came; 0 when it went straight in. */
        int position() {
            return position;
        }

        /** The estimated wait when it arrived; zero if unknown. */
        Duration estimate() {
            return estimate;
        }
    }

    public ConcurrencyLimiter(int slots, int queueLimit) {
        this(slots, queueLimit, Clock.system());
    }

    public ConcurrencyLimiter(int slots, int queueLimit, Clock clock) {
        this.slots = slots;
        this.queueLimit = queueLimit;
        this.clock = clock;
    }

    /** Sets the observer; before the first request. */
    synchronized void watch(Watcher by) {
        watcher = by;
    }

    @Override
    public synchronized int waiting() {
        return waiting.size();
    }

    @Override
    public synchronized int inside() {
        return inside;
    }

    /** The estimated wait of a request that arrived now; zero if unknown or if it would not wait. */
    public synchronized Duration estimate() {
        return open && inside < slots ? Duration.ZERO : estimate(waiting.size() + 1);
    }

    private Duration estimate(int position) {
        var rounds = (position + slots - 1) / slots - (open ? 0 : 1);
        return Duration.ofNanos(rounds * meanNanos + (open ? 0 : untilOpenNanos));
    }

    /** Asks for admission; null if the queue is full. A limiter that is closed down refuses. */
    @Nullable
    Pass ask(EventLoop loop, Runnable enter, Runnable sentAway) {
        Pass pass;
        boolean wanted;
        synchronized (this) {
            if (closedDown) {
                loop.execute(sentAway);
                return new Pass(loop, enter, sentAway, 0, Duration.ZERO);
            }
            if (open && inside < slots) {
                return admit(new Pass(loop, enter, sentAway, 0, Duration.ZERO));
            }
            if (waiting.size() >= queueLimit) {
                return null;
            }
            var position = waiting.size() + 1;
            pass = new Pass(loop, enter, sentAway, position, estimate(position));
            waiting.add(pass);
            wanted = !open;
        }
        if (wanted) {
            watcher.wanted();
        }
        return pass;
    }

    /** Leaves the engine or the queue; the next in the queue is admitted. A second call has no effect. */
    void leave(Pass pass) {
        synchronized (this) {
            if (pass.inside) {
                pass.inside = false;
                inside--;
                remember(clock.nanoTime() - pass.entered);
                admitWaiting();
            } else if (!waiting.remove(pass)) {
                return;
            }
        }
        watcher.used();
    }

    private void remember(long nanos) {
        meanNanos = meanNanos == 0 ? nanos : (MEMORY * meanNanos + nanos) / (MEMORY + 1);
    }

    @Override
    public synchronized void open() {
        open = !closedDown;
        admitWaiting();
    }

    @Override
    public synchronized void shut() {
        open = false;
    }

    @Override
    public synchronized void expect(Duration untilOpen) {
        untilOpenNanos = untilOpen.toNanos();
    }

    @Override
    public void turnAway() {
        List<Pass> away;
        synchronized (this) {
            away = new ArrayList<>(waiting);
            waiting.clear();
        }
        away.forEach(pass -> pass.loop.execute(pass.sentAway));
    }

    @Override
    public void closeDown() {
        synchronized (this) {
            open = false;
            closedDown = true;
        }
        turnAway();
    }

    private void admitWaiting() {
        while (open && inside < slots && !waiting.isEmpty()) {
            admit(waiting.remove());
        }
    }

    private Pass admit(Pass pass) {
        inside++;
        pass.inside = true;
        pass.entered = clock.nanoTime();
        pass.loop.execute(pass.enter);
        return pass;
    }
}
