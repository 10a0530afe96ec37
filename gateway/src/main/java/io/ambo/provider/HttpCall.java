package io.ambo.provider;

import io.ambo.core.Timer.Scheduled;
import io.ambo.core.Turn.Flush;
import io.ambo.wire.SseEvent;
import io.ambo.wire.SseReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One HTTP exchange with an upstream, from finding its address to the last byte. Used on its lane's loop only. */
final class HttpCall implements Call {

    private static final int LONGEST_EVENT = 8 * 1024 * 1024;
    private static final int LONGEST_BODY = 64 * 1024 * 1024;

    /** Of an error only words are wanted, and those are read on the loop. */
    private static final int LONGEST_ERROR = 1024 * 1024;

    private static final int MOST_ADDRESSES = 4;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final String EVENT_STREAM = "text/event-stream";

    private HttpExchange exchange;
    private final CallContext context;
    private final ReplyListener listener;
    private final SseReader events;
    private @Nullable Channel channel;
    private @Nullable ChannelFuture connecting;
    private @Nullable ChannelFuture leaving;
    private boolean pooled;
    private boolean over;
    private boolean written;
    private boolean sent;
    private boolean streaming;
    private boolean reusable;
    private boolean informational;
    private int status;
    private long received;
    private long lastRead;
    private Iterator<InetSocketAddress> untried = Collections.emptyIterator();
    private Duration patience = Duration.ZERO;
    private final Pieces whole;
    private @Nullable Scheduled total;
    private @Nullable Scheduled silence;

    HttpCall(HttpExchange exchange, CallContext context, ReplyListener listener) {
        this.exchange = exchange;
        this.context = context;
        this.listener = listener;
        this.whole = new Pieces(context.memory(), LONGEST_BODY);
        this.events = new SseReader(LONGEST_EVENT, this::event);
    }

    void start() {
        if (over) {
            return;
        }
        total = context.timer().after(exchange.timeouts().total(), () -> fail(CallFailure.TOTAL_TIMEOUT));
        var idle = context.connections().idle(exchange.endpoint().origin());
        if (idle != null) {
            pooled = true;
            use(idle);
        } else {
            connect();
        }
    }

    /**
     * One time limit for all that comes before the request: the look-up, the connection, TLS. A host's addresses are
     * tried in turn and share it.
     */
    private void connect() {
        channel = null;
        written = false;
        untried = Collections.emptyIterator();
        patience = exchange.timeouts().connect();
        silence = context.timer().after(exchange.timeouts().connect(), () -> fail(CallFailure.CONNECT_TIMEOUT));
        switch (exchange.endpoint().origin()) {
            case Origin.Local local -> connect(context.connections().address(local));
            case Origin.Internet internet -> context.addresses().find(internet, context.loop(), this::resolved);
        }
    }

    private void resolved(List<InetSocketAddress> addresses) {
        if (over) {
            return;
        }
        if (addresses.isEmpty()) {
            fail(CallFailure.UNKNOWN_HOST);
        } else {
            var most = Math.min(MOST_ADDRESSES, addresses.size());
            untried = addresses.subList(0, most).iterator();
            patience = exchange.timeouts().connect().dividedBy(most);
            connect(untried.next());
        }
    }

    private void connect(SocketAddress address) {
        connecting = context.connections().connect(exchange.endpoint().origin(), address, patience);
        connecting.addListener((ChannelFuture done) -> connected(done));
    }

    private void connected(ChannelFuture done) {
        if (over) {
            done.channel().close();
        } else if (!done.isSuccess() && untried.hasNext()) {
            connect(untried.next());
        } else if (!done.isSuccess()) {
            fail(
                    done.cause() instanceof ConnectTimeoutException
                            ? CallFailure.CONNECT_TIMEOUT
                            : CallFailure.CONNECT_FAILED);
        } else {
            channel = done.channel();
            ConnectionHandler.of(done.channel()).serve(this);
            if (!exchange.endpoint().origin().encrypted()) {
                use(done.channel());
            }
        }
    }

    /** TLS stands. */
    void encrypted() {
        if (!over && !written && channel != null) {
            use(channel);
        }
    }

    private void use(Channel ready) {
        cancel(silence);
        channel = ready;
        ConnectionHandler.of(ready).serve(this);
        written = true;
        leaving = ready.write(request());
        context.turn().atEnd(new Flush() {
            @Override
            public void go() {
                flush(ready);
            }

            @Override
            public void journalGone(IOException cause) {
                if (exchange.evenUnrecorded()) {
                    flush(ready);
                } else {
                    fail(CallFailure.JOURNAL_GONE);
                }
            }
        });
        silence = context.timer().after(exchange.timeouts().firstByte(), () -> fail(CallFailure.FIRST_BYTE_TIMEOUT));
    }

    private void flush(Channel ready) {
        if (!over && ready.equals(channel)) {
            sent = true;
            ConnectionHandler.of(ready).decoder().ask();
            ready.flush();
        }
    }

    private DefaultFullHttpRequest request() {
        var request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, exchange.target(), Unpooled.wrappedBuffer(exchange.body()));
        exchange.writeHeaders(request.headers());
        return request;
    }

    void head(HttpResponse response) {
        if (response.decoderResult().isFailure() || response.status().code() == SWITCHING_PROTOCOLS) {
            fail(CallFailure.NOT_HTTP);
            return;
        }
        status = response.status().code();
        informational = status < 200;
        if (informational) {
            return;
        }
        exchange = exchange.withoutBody();
        cancel(silence);
        watchSilence();
        var type = response.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        streaming = status == 200 && type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
        reusable = HttpUtil.isKeepAlive(response);
        var wait = response.headers().get(HttpHeaderNames.RETRY_AFTER, "");
        listener.head(
                status, streaming, RetryAfter.seconds(wait, context.clock().now()));
    }

    void content(HttpContent content) {
        if (over) {
            return;
        }
        if (content.decoderResult().isFailure()) {
            fail(received == 0 && status == 0 ? CallFailure.NOT_HTTP : CallFailure.CUT_SHORT);
            return;
        }
        if (informational) {
            return;
        }
        lastRead = context.clock().nanoTime();
        take(content.content());
        if (!over && content instanceof LastHttpContent) {
            complete();
        }
    }

    void readComplete() {
        if (!over && streaming) {
            listener.paused();
        }
    }

    private void take(ByteBuf bytes) {
        if (!bytes.isReadable()) {
            return;
        }
        received += bytes.readableBytes();
        if (streaming) {
            stream(bytes);
        } else if (received > LONGEST_BODY) {
            fail(CallFailure.ANSWER_TOO_LONG);
        } else if ((status == 200 || received <= LONGEST_ERROR)
                && !whole.add(ByteBufUtil.getBytes(bytes))
                && status == 200) {
            fail(CallFailure.NO_MEMORY);
        }
    }

    private void stream(ByteBuf bytes) {
        try {
            events.read(bytes.nioBuffer());
        } catch (SseReader.TooLongException e) {
            fail(CallFailure.ANSWER_TOO_LONG);
        }
    }

    private void event(SseEvent event) {
        if (!over) {
            listener.event(event);
        }
    }

    /** An upstream that answered before it took all of the request may never read the rest. */
    private void complete() {
        if (streaming) {
            events.end();
            if (over) {
                return;
            }
        }
        var body = whole.bytes();
        finish(reusable && leaving != null && leaving.isSuccess());
        if (!streaming) {
            listener.body(body, whole.memory());
        }
        listener.ended();
    }

    /** The connection is gone. A pooled one that died before any byte of an answer is replaced once. */
    void lost(CallFailure failure) {
        if (over) {
            return;
        }
        if (pooled && status == 0) {
            pooled = false;
            cancel(silence);
            listener.staleConnection();
            connect();
        } else {
            fail(status == 0 ? failure : CallFailure.CUT_SHORT);
        }
    }

    /** Re-arms itself instead of being called off at every read. */
    private void watchSilence() {
        lastRead = context.clock().nanoTime();
        silence = context.timer().after(exchange.timeouts().betweenBytes(), this::silent);
    }

    private void silent() {
        if (over) {
            return;
        }
        var quiet = Duration.ofNanos(context.clock().nanoTime() - lastRead);
        var patience = exchange.timeouts().betweenBytes().minus(quiet);
        if (channel != null && !channel.config().isAutoRead()) {
            watchSilence();
        } else if (patience.isPositive()) {
            silence = context.timer().after(patience, this::silent);
        } else {
            fail(CallFailure.BETWEEN_BYTES_TIMEOUT);
        }
    }

    private void fail(CallFailure failure) {
        if (!over) {
            giveUp();
            listener.failed(failure);
        }
    }

    @Override
    public void cancel() {
        if (!over) {
            giveUp();
        }
    }

    private void giveUp() {
        whole.memory().release();
        finish(false);
    }

    private void finish(boolean keep) {
        over = true;
        cancel(total);
        cancel(silence);
        if (channel != null) {
            ConnectionHandler.of(channel).release(channel, keep);
        } else if (connecting != null) {
            connecting.channel().close();
        }
    }

    private static void cancel(@Nullable Scheduled scheduled) {
        if (scheduled != null) {
            scheduled.cancel();
        }
    }

    @Override
    public void reading(boolean on) {
        if (channel != null && !over) {
            channel.config().setAutoRead(on);
        }
    }

    @Override
    public long received() {
        return received;
    }

    @Override
    public boolean sent() {
        return sent;
    }

    @Override
    public int queuePosition() {
        return 0;
    }

    @Override
    public Duration queueEstimate() {
        return Duration.ZERO;
    }
}
