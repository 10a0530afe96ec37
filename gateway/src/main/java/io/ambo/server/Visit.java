package io.ambo.server;

import io.ambo.api.ApiRequest;
import io.ambo.core.Caller;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.pipeline.Exchange;
import io.ambo.pipeline.Head;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request on a connection, from its head to the end of its reply. */
final class Visit {

    private static final System.Logger LOG = System.getLogger(Visit.class.getName());

    /** A refused body up to this size is read to its end, so that the connection may stay. */
    private static final int READ_TO_ITS_END = 64 * 1024;

    private final CallerConnection connection;
    private final ServerContext server;
    private final HttpRequest request;
    private final NettyReply reply;
    private final long nanos;
    private @Nullable BodyCollector body;
    private @Nullable Exchange exchange;
    private @Nullable Route route;
    private @Nullable Caller caller;
    private boolean received;

    Visit(CallerConnection connection, HttpRequest request) {
        this.connection = connection;
        this.server = connection.server();
        this.request = request;
        this.nanos = server.clock().nanoTime();
        var language = Errors.language(
                Optional.ofNullable(request.headers().get(HttpHeaderNames.ACCEPT_LANGUAGE)), server.language());
        this.reply = new NettyReply(
                connection.channel(),
                connection,
                language,
                HttpUtil.isKeepAlive(request),
                request.method().equals(HttpMethod.HEAD));
    }

    /** Whether the body was read to its end. */
    boolean received() {
        return received;
    }

    boolean isOver() {
        return reply.isOver();
    }

    boolean mayGoUnrecorded() {
        return exchange == null || exchange.mayGoUnrecorded();
    }

    void writable(boolean writable) {
        if (exchange != null) {
            exchange.writable(writable);
        }
    }

    /** Hands what waits of the reply to the connection, before it flushes. */
    void gather() {
        reply.gather();
    }

    void callerLeft() {
        if (exchange != null && !reply.isOver()) {
            exchange.callerLeft();
        }
    }

    void release() {
        if (body != null) {
            body.release();
        }
        if (exchange != null) {
            server.draining().leave();
        }
    }

    void refuseAndClose(Refusal refusal) {
        if (exchange != null) {
            exchange.refuse(refusal);
            connection.over(false);
        } else {
            reply.refuseAndClose(refusal);
        }
    }

    /** The head: checked, admitted, and only then the body is wanted. */
    void begin() {
        try {
            requireReadable();
            server.guard().check(request);
            var path = path();
            if (server.draining().begun()) {
                throw Refusal.of(Reason.STOPPING, "server.stopping").retryAfter(5);
            }
            if (path.equals(Routes.CHAT)) {
                admitChat();
            } else {
                admitOther(path);
            }
            var announced = HttpUtil.getContentLength(request, -1L);
            body = new BodyCollector(server.budget(), (int) server.limits().body(), announced);
            sayContinue();
        } catch (Refusal refusal) {
            turnAway(refusal);
        }
    }

    private void requireReadable() {
        var result = request.decoderResult();
        if (result.isFailure()) {
            var tooLong = result.cause() instanceof TooLongHttpHeaderException;
            throw tooLong
                    ? Refusal.of(Reason.HEAD_TOO_LARGE, "server.head-too-large")
                    : Refusal.of(Reason.SUSPICIOUS_REQUEST, "server.malformed-http");
        }
    }

    private void admitChat() {
        if (!request.method().equals(HttpMethod.POST)) {
            throw Refusal.of(Reason.WRONG_METHOD, "server.wrong-method", "POST");
        }
        server.doors().checkChat(request);
        var head =
                new Head(server.clock().now(), nanos, name -> request.headers().get(name));
        exchange = connection.pipeline().authenticate(head, reply);
        server.draining().enter();
    }

    private void admitOther(String path) {
        var method = request.method().equals(HttpMethod.HEAD) ? HttpMethod.GET : request.method();
        route = server.routes().find(method, path);
        server.doors().check(request, route);
        caller = server.doors().admit(request, route);
    }

    private void sayContinue() {
        if (HttpUtil.is100ContinueExpected(request)) {
            connection.channel().write(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
            connection.bytesWait();
        }
    }

    /** A no to the head. The connection stays only if what is still to come is small and the head was sound. */
    private void turnAway(Refusal refusal) {
        if (refusal.reason().status() == 401) {
            server.turnedAway().accept(connection.source(), refusal);
        }
        var sound = refusal.reason() != Reason.SUSPICIOUS_REQUEST && refusal.reason() != Reason.HEAD_TOO_LARGE;
        var rest =
                HttpUtil.getContentLength(request, HttpUtil.isTransferEncodingChunked(request) ? Long.MAX_VALUE : 0L);
        if (exchange != null && !sound) {
            refuseAndClose(refusal);
        } else if (exchange != null) {
            exchange.refuse(refusal);
        } else if (sound && rest <= READ_TO_ITS_END) {
            reply.refuse(refusal, Map.of());
        } else {
            reply.refuseAndClose(refusal);
        }
    }

    void content(HttpContent content) {
        var last = content instanceof LastHttpContent;
        try {
            if (content.decoderResult().isFailure()) {
                refuseAndClose(Refusal.of(Reason.SUSPICIOUS_REQUEST, "server.malformed-http"));
                return;
            }
            if (!reply.isOver() && body != null) {
                body.add(content.content());
            }
        } catch (Refusal refusal) {
            refuseAndClose(refusal);
            return;
        }
        if (last) {
            received = true;
            connection.bodyComplete();
            complete();
        }
    }

    private void complete() {
        if (reply.isOver()) {
            connection.nextVisit();
        } else if (exchange != null && body != null) {
            connection.pipeline().serve(exchange, body.bytes());
        } else if (route != null && caller != null && body != null) {
            answer(route, caller, body.bytes());
        }
    }

    /** Handlers may wait, so they run on threads of their own. */
    private void answer(Route to, Caller who, byte[] bytes) {
        var question = question(to, who, bytes);
        Thread.ofVirtual().name("api").start(() -> {
            try {
                var answer = to.handler().handle(question);
                onLoop(() -> reply.answer(answer.status(), answer.contentType(), answer.body(), Map.of()));
            } catch (Refusal refusal) {
                onLoop(() -> reply.refuse(refusal, Map.of()));
            } catch (RuntimeException bug) {
                LOG.log(System.Logger.Level.ERROR, "a handler met a bug at " + to.path(), bug);
                onLoop(() -> reply.refuse(Refusal.of(Reason.INTERNAL, "request.internal", "-"), Map.of()));
            }
        });
    }

    private ApiRequest question(Route to, Caller who, byte[] bytes) {
        var query = new HashMap<String, String>();
        new QueryStringDecoder(request.uri())
                .parameters()
                .forEach((name, values) -> query.put(name, values.getFirst()));
        return new ApiRequest(request.method().name(), to.rest(path()), query, bytes, who);
    }

    private String path() {
        return new QueryStringDecoder(request.uri()).path();
    }

    private void onLoop(Runnable task) {
        connection.channel().eventLoop().execute(task);
    }
}
