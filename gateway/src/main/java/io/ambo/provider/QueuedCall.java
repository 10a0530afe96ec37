package io.ambo.provider;

import io.ambo.core.MemoryShare;
import io.ambo.wire.SseEvent;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A call that waits for admission by a concurrency limiter, and leaves it however it ends. */
final class QueuedCall implements Call, ReplyListener {

    private final ConcurrencyLimiter limiter;
    private final EventLoop loop;
    private final Function<ReplyListener, Optional<HttpCall>> inner;
    private final ReplyListener listener;
    private ConcurrencyLimiter.@Nullable Pass pass;
    private @Nullable HttpCall call;
    private int lengthWhenFull;
    private boolean over;

    QueuedCall(
            ConcurrencyLimiter limiter,
            EventLoop loop,
            Function<ReplyListener, Optional<HttpCall>> inner,
            ReplyListener listener) {
        this.limiter = limiter;
        this.loop = loop;
        this.inner = inner;
        this.listener = listener;
    }

    QueuedCall start() {
        pass = limiter.ask(loop, this::enter, () -> failed(CallFailure.ENGINE_NOT_READY));
        if (pass == null) {
            lengthWhenFull = limiter.waiting() + 1;
            loop.execute(() -> failed(CallFailure.QUEUE_FULL));
        }
        return this;
    }

    private void enter() {
        if (over) {
            return;
        }
        var begun = inner.apply(this);
        if (begun.isPresent()) {
            call = begun.get();
            call.start();
        } else {
            failed(CallFailure.ENGINE_NOT_READY);
        }
    }

    private void leave() {
        if (!over) {
            over = true;
            if (pass != null) {
                limiter.leave(pass);
            }
        }
    }

    @Override
    public void cancel() {
        leave();
        if (call != null) {
            call.cancel();
        }
    }

    @Override
    public void reading(boolean on) {
        if (call != null) {
            call.reading(on);
        }
    }

    @Override
    public long received() {
        return call == null ? 0 : call.received();
    }

    @Override
    public boolean sent() {
        return call != null && call.sent();
    }

    @Override
    public int queuePosition() {
        return pass == null ? lengthWhenFull : pass.position();
    }

    @Override
    public Duration queueEstimate() {
        return pass == null ? limiter.estimate() : pass.estimate();
    }

    @Override
    public String request() {
        return listener.request();
    }

    @Override
    public void head(int status, boolean stream, long retryAfterSeconds) {
        listener.head(status, stream, retryAfterSeconds);
    }

    @Override
    public void event(SseEvent event) {
        listener.event(event);
    }

    @Override
    public void largeEvent(SseEvent event, MemoryShare memory) {
        listener.largeEvent(event, memory);
    }

    @Override
    public void paused() {
        listener.paused();
    }

    @Override
    public void body(byte[] body, MemoryShare memory) {
        listener.body(body, memory);
    }

    @Override
    public void staleConnection() {
        listener.staleConnection();
    }

    @Override
    public void ended() {
        leave();
        listener.ended();
    }

    @Override
    public void failed(CallFailure failure) {
        var first = !over;
        leave();
        if (first) {
            listener.failed(failure);
        }
    }
}
