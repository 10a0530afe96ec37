package io.ambo.provider;

import io.ambo.core.LoopTick.Flush;
import io.ambo.core.Timer.Scheduled;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One HTTP exchange with an upstream, from finding its address to the last byte. Used on its lane's loop only. */
final class HttpCall implements Call, Dial.Result {

    private static final int MOST_INFORMATIONAL = 16;

    /** After so long without a sign of the other side's kernel, a connection that was used before is taken for dead. */
    private static final Duration UNHEARD = Duration.ofSeconds(3);

    /** From then on the system itself ends a connection on which nothing is acknowledged. */
    private static final Duration LISTENING = Duration.ofSeconds(20);

    /** A pooled connection that is lost later had probably brought the request there, which may cost money. */
    private static final Duration STALE = Duration.ofSeconds(5);

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final String EVENT_STREAM = "text/event-stream";

    private HttpExchange exchange;
    private final CallContext context;
    private final ReplyListener listener;
    private final AnswerReader answer;
    private final CallLog log;
    private @Nullable Channel channel;
    private @Nullable Dial dial;
    private @Nullable ChannelFuture leaving;
    private boolean pooled;
    private boolean over;
    private boolean written;
    private boolean sent;
    private boolean reusable;
    private boolean informational;
    private int informationals;
    private int status;
    private long lastRead;
    private long sentAt;
    private CallPhase phase = CallPhase.CONNECT;
    private @Nullable Scheduled total;
    private @Nullable Scheduled silence;
    private @Nullable Scheduled hearing;

    HttpCall(HttpExchange exchange, CallContext context, ReplyListener listener) {
        this.exchange = exchange;
        this.context = context;
        this.listener = listener;
        this.answer = new AnswerReader(context.memory(), exchange.endpoint(), listener);
        this.log = new CallLog(listener.request(), exchange);
    }

    void start() {
        guarded(this::begin);
    }

    /** Any exception ends the call. */
    private void guarded(Runnable step) {
        if (!over) {
            try {
                step.run();
            } catch (RuntimeException | OutOfMemoryError e) {
                threw(e);
            }
        }
    }

    /** A bug, or no memory left: not the upstream's fault. */
    void threw(Throwable thrown) {
        fail(thrown instanceof OutOfMemoryError ? CallFailure.NO_MEMORY : CallFailure.INTERNAL, thrown);
    }

    private void begin() {
        total = context.timer().after(exchange.timeouts().total(), () -> fail(CallFailure.TOTAL_TIMEOUT));
        var idle = context.connections().idle(exchange.endpoint().origin());
        if (idle != null) {
            pooled = true;
            use(idle);
        } else {
            connect();
        }
    }

    /** One time limit for all that comes before the request: the look-up, the connection, TLS. */
    private void connect() {
        channel = null;
        written = false;
        phase = CallPhase.CONNECT;
        var limit = exchange.timeouts().connect();
        silence = context.timer().after(limit, () -> fail(CallFailure.CONNECT_TIMEOUT));
        dial = new Dial(context, exchange.endpoint().origin(), limit, this);
        dial.start();
    }

    @Override
    public void connected(Channel made) {
        channel = made;
        ConnectionHandler.of(made).serve(this);
        phase = CallPhase.TLS;
        if (!exchange.endpoint().origin().encrypted()) {
            guarded(() -> use(made));
        }
    }

    @Override
    public void failed(CallFailure failure, @Nullable Throwable cause) {
        fail(failure, cause);
    }

    /** The TLS handshake is complete. */
    void encrypted() {
        if (!written && channel != null) {
            var ready = channel;
            guarded(() -> use(ready));
        }
    }

    private void use(Channel ready) {
        cancel(silence);
        channel = ready;
        ConnectionHandler.of(ready).serve(this);
        written = true;
        phase = CallPhase.SEND;
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
            sentAt = context.clock().nanoTime();
            ConnectionHandler.of(ready).decoder().ask();
            ready.flush();
            if (pooled) {
                listenLater(ready);
            }
        }
    }

    private void listenLater(Channel used) {
        hearing = context.timer().after(UNHEARD, () -> listen(used));
    }

    /** A machine in between may have forgotten a connection that idled, and says nothing of it. */
    private void listen(Channel used) {
        if (over || status != 0 || !used.equals(channel)) {
            return;
        }
        if (context.connections().network().unheard(used, UNHEARD.dividedBy(2))) {
            ConnectionHandler.of(used).release(used, false);
            replace();
        } else if (context.clock().nanoTime() - sentAt < LISTENING.toNanos()) {
            listenLater(used);
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
            fail(CallFailure.NOT_HTTP, response.decoderResult().cause());
            return;
        }
        status = response.status().code();
        informational = status < 200;
        if (informational) {
            if (++informationals > MOST_INFORMATIONAL) {
                fail(CallFailure.NOT_HTTP);
            }
            return;
        }
        phase = CallPhase.BODY;
        exchange = exchange.withoutBody();
        cancel(silence);
        watchSilence();
        var type = response.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        var streaming = status == 200 && type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
        reusable = HttpUtil.isKeepAlive(response);
        var unreadable =
                answer.begin(status == 200, streaming, response.headers().get(HttpHeaderNames.CONTENT_ENCODING, ""));
        if (unreadable != null) {
            fail(unreadable);
            return;
        }
        var wait = RetryAfter.seconds(
                status,
                name -> response.headers().get(name, ""),
                context.clock().now());
        listener.head(status, streaming, wait);
    }

    void content(HttpContent content) {
        if (over) {
            return;
        }
        if (content.decoderResult().isFailure()) {
            var unknown = answer.received() == 0 && status == 0;
            fail(
                    unknown ? CallFailure.NOT_HTTP : CallFailure.CUT_SHORT,
                    content.decoderResult().cause());
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
        if (!over && answer.streaming()) {
            listener.paused();
        }
    }

    private void take(ByteBuf bytes) {
        if (bytes.isReadable()) {
            var failure = answer.take(bytes);
            if (failure != null) {
                fail(failure);
            }
        }
    }

    /** An upstream that answered before it took all of the request may never read the rest. */
    private void complete() {
        if (answer.streaming()) {
            var failure = answer.end();
            if (failure != null) {
                fail(failure);
            }
            if (over) {
                return;
            }
        }
        finish(reusable && leaving != null && leaving.isSuccess());
        if (status != 200) {
            log.status(status);
        }
        if (!answer.streaming()) {
            listener.body(answer.body(), answer.memory());
        }
        listener.ended();
    }

    /** The connection is gone. A pooled one that died soon and before any byte of an answer is replaced once. */
    void lost(CallFailure failure, @Nullable Throwable cause) {
        if (over) {
            return;
        }
        if (pooled && status == 0 && (!sent || context.clock().nanoTime() - sentAt < STALE.toNanos())) {
            replace();
        } else {
            fail(status == 0 ? failure : CallFailure.CUT_SHORT, cause);
        }
    }

    private void replace() {
        pooled = false;
        cancel(silence);
        cancel(hearing);
        listener.staleConnection();
        guarded(this::connect);
    }

    /** Re-arms itself instead of being cancelled at every read. */
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
        fail(failure, null);
    }

    private void fail(CallFailure failure, @Nullable Throwable cause) {
        if (!over) {
            log.failed(phase(), failure, cause);
            giveUp();
            listener.failed(failure);
        }
    }

    private CallPhase phase() {
        return phase == CallPhase.SEND && leaving != null && leaving.isSuccess() ? CallPhase.FIRST_BYTE : phase;
    }

    @Override
    public void cancel() {
        if (!over) {
            giveUp();
        }
    }

    private void giveUp() {
        answer.memory().release();
        finish(false);
    }

    private void finish(boolean keep) {
        over = true;
        cancel(total);
        cancel(silence);
        cancel(hearing);
        answer.close();
        if (channel != null) {
            ConnectionHandler.of(channel).release(channel, keep);
        } else if (dial != null) {
            dial.cancel();
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
        return answer.received();
    }

    @Override
    public boolean sent() {
        return sent;
    }
}
