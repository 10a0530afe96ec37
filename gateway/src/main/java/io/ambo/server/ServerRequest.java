package io.ambo.server;

import io.ambo.api.ApiEndpoint;
import io.ambo.api.ApiRequest;
import io.ambo.api.ModelsApi;
import io.ambo.core.Caller;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.core.RequestId;
import io.ambo.format.ErrorForm;
import io.ambo.format.Surface;
import io.ambo.pipeline.Exchange;
import io.ambo.pipeline.RequestHead;
import io.ambo.pipeline.UnexpectedFailure;
import io.ambo.platform.DatabaseFailure;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request on a connection, from its head to the end of its reply. */
final class ServerRequest {

    /** A refused body up to this size is read to its end, so that the connection may stay. */
    private static final int READ_TO_ITS_END = 64 * 1024;

    private static final String ANTHROPIC_VERSION = "anthropic-version";

    private final CallerConnection connection;
    private final ServerContext server;
    private final HttpRequest request;
    private final NettyReply reply;
    private final long nanos;
    private @Nullable BodyCollector body;
    private @Nullable Exchange exchange;
    private @Nullable RequestTarget target;
    private @Nullable ApiEndpoint endpoint;
    private @Nullable Caller caller;
    private @Nullable Refusal turnedAwayWith;
    private boolean received;
    private long doorsVersion;

    ServerRequest(CallerConnection connection, HttpRequest request) {
        this.connection = connection;
        this.server = connection.server();
        this.request = request;
        this.nanos = server.clock().nanoTime();
        var language = Errors.language(
                Optional.ofNullable(request.headers().get(HttpHeaderNames.ACCEPT_LANGUAGE)), server.language());
        this.reply = new NettyReply(connection.channel(), connection, language, NettyReply.ResponseOptions.of(request));
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

    /** The response is streamed: the request is not kept that long. */
    void streams() {
        request.headers().clear();
    }

    private void releaseBody() {
        if (body != null) {
            body.release();
            body = null;
        }
    }

    void release() {
        releaseBody();
        if (exchange != null) {
            server.inFlight().leave();
        }
    }

    /** The time for a graceful end is over. */
    void stop(Refusal refusal) {
        if (!reply.isOver()) {
            reply.isLast();
            if (exchange != null) {
                exchange.refuse(refusal);
            } else {
                refuse(refusal);
            }
        }
    }

    void refuseAndClose(Refusal refusal) {
        reply.isLast();
        refuse(refusal);
    }

    private void refuse(Refusal refusal) {
        if (exchange != null) {
            exchange.refuse(refusal);
        } else {
            reply.refuse(refusal, refusal.reason() == Reason.WRONG_METHOD ? allow() : Map.of());
        }
    }

    private Map<String, String> allow() {
        return Map.of("allow", server.routes().methods(target().path()));
    }

    /** The head is checked and admitted before the body is read. */
    void begin() {
        try {
            requireReadable();
            server.guard().check(request);
            var path = target().path();
            if (server.inFlight().begun()) {
                throw Refusal.of(Reason.STOPPING, "server.stopping").retryAfter(5);
            }
            doorsVersion = server.authorizer().version();
            var surface = Routes.SURFACES.get(path);
            reply.errors(errorForm(surface, path));
            if (surface != null) {
                admit(surface, path);
            } else {
                admitOther(path);
            }
            var announced = HttpUtil.getContentLength(request, -1L);
            body = new BodyCollector(server.memory(), mostOfBody(), announced);
            sayContinue();
        } catch (Refusal refusal) {
            turnAway(refusal);
        }
    }

    private void requireReadable() {
        var result = request.decoderResult();
        if (result.cause() instanceof TooLongFrameException) {
            throw Refusal.of(Reason.HEAD_TOO_LARGE, "server.head-too-large");
        }
        var version = request.protocolVersion();
        if (result.isFailure() || !version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            throw Refusal.of(Reason.SUSPICIOUS_REQUEST, "server.malformed-http");
        }
    }

    /** Anthropic's clients are recognised by a header, on every path below {@code /v1}. */
    private ErrorForm errorForm(@Nullable Surface surface, String path) {
        if (surface != null) {
            return surface.format().errors();
        }
        var version = request.headers().contains(ANTHROPIC_VERSION);
        return version && path.startsWith("/v1/") ? ErrorForm.ANTHROPIC : ErrorForm.OPENAI;
    }

    private void admit(Surface surface, String path) {
        if (!request.method().equals(HttpMethod.POST)) {
            throw Refusal.of(
                    Reason.WRONG_METHOD, "server.wrong-method", server.routes().methods(path));
        }
        server.authorizer().checkAsking(request);
        var head = new RequestHead(
                surface,
                server.clock().now(),
                nanos,
                CallerKey.authorization(request.headers()),
                via(),
                steering(),
                request.headers().getAll(RequestHead.BETAS));
        var begun = connection.pipeline().admit(head, reply);
        exchange = begun;
        server.inFlight().enter();
        connection.admitted(false);
        begun.headRefusal().ifPresent(refusal -> {
            throw refusal;
        });
    }

    /** The headers that are Ambo's own, by lower-case name. */
    private Map<String, List<String>> steering() {
        Map<String, List<String>> steering = Map.of();
        for (var header : request.headers()) {
            var name = header.getKey();
            if (name.regionMatches(true, 0, RequestHead.OURS, 0, RequestHead.OURS.length())) {
                steering = steering.isEmpty() ? new HashMap<>() : steering;
                steering.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                        .add(header.getValue());
            }
        }
        return steering;
    }

    /** All of the header that every server on the way may add a line of its own to. */
    private @Nullable String via() {
        var headers = request.headers();
        return headers.contains(HttpHeaderNames.VIA) ? String.join(",", headers.getAll(HttpHeaderNames.VIA)) : null;
    }

    private void admitOther(String path) {
        var method = request.method().equals(HttpMethod.HEAD) ? HttpMethod.GET : request.method();
        var found = server.routes().find(method.name(), path);
        server.authorizer().check(request, found);
        var admitted = server.authorizer().admit(request, found);
        caller = admitted;
        endpoint = found;
        if (found.access().provesCaller()) {
            connection.admitted(admitted.rights().contains(Caller.Right.ADMINISTER));
        }
    }

    /** Only an admitted POST may have a large body; others could fill the shared memory. */
    private int mostOfBody() {
        var most = (int) server.limits().body();
        return request.method().equals(HttpMethod.POST) ? most : Math.min(most, READ_TO_ITS_END);
    }

    private void sayContinue() {
        if (HttpUtil.is100ContinueExpected(request)) {
            connection.channel().write(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
            connection.bytesWait();
        }
    }

    /**
     * Refuses the head, whether or not the caller is known. The connection stays open only if the head was valid and
     * the rest of the body is small; then the refusal is sent after the body, so that the client does not take it for
     * the response to its next request.
     */
    private void turnAway(Refusal refusal) {
        count(refusal);
        if (connectionStays(refusal)) {
            turnedAwayWith = refusal;
        } else {
            refuseAndClose(refusal);
        }
    }

    private void count(Refusal refusal) {
        if (refusal.reason().status() == HttpResponseStatus.UNAUTHORIZED.code()) {
            server.turnedAway().accept(connection.source(), refusal);
        }
    }

    private boolean connectionStays(Refusal refusal) {
        return switch (refusal.reason()) {
            case SUSPICIOUS_REQUEST, HEAD_TOO_LARGE, STOPPING, BUSY -> false;
            default ->
                !HttpUtil.isTransferEncodingChunked(request)
                        && !request.headers().contains(HttpHeaderNames.EXPECT)
                        && HttpUtil.getContentLength(request, 0L) <= READ_TO_ITS_END;
        };
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
            return;
        }
        var refusal = turnedAwayWith == null ? refusedMeanwhile() : turnedAwayWith;
        if (refusal != null) {
            refuse(refusal);
        } else if (exchange != null && body != null) {
            var collected = body;
            body = null;
            connection.pipeline().serve(exchange, collected.bytes(), collected.memory());
        } else if (endpoint != null && caller != null && body != null) {
            answer(endpoint, caller, body.bytes());
        }
    }

    /** Receiving a body may take a minute, so a key revoked meanwhile is refused. */
    private @Nullable Refusal refusedMeanwhile() {
        if (server.authorizer().version() == doorsVersion) {
            return null;
        }
        try {
            if (endpoint != null) {
                server.authorizer().admit(request, endpoint);
            } else {
                server.authorizer().admitAsking(request);
            }
            return null;
        } catch (Refusal refusal) {
            count(refusal);
            return refusal;
        }
    }

    /** Handlers may block, so they run on threads of their own. */
    private void answer(ApiEndpoint to, Caller who, byte[] bytes) {
        var question = question(to, who, bytes);
        var id = RequestId.next(server.clock().now());
        var headers = Map.of(NettyReply.REQUEST_ID, id.text());
        Thread.ofVirtual().name("api").start(() -> {
            try {
                var answer = to.handler().handle(question);
                onLoop(() -> reply.answer(answer.with(NettyReply.REQUEST_ID, id.text())));
            } catch (Refusal refusal) {
                onLoop(() -> reply.refuse(refusal, headers));
            } catch (DatabaseFailure failure) {
                onLoop(() -> reply.refuse(unanswered(failure), headers));
            } catch (RuntimeException | Error failure) {
                var told = UnexpectedFailure.told(failure, id);
                onLoop(() -> reply.refuse(told, headers));
            }
        });
    }

    /** An unavailable database is not a bug, and may recover. */
    private static Refusal unanswered(DatabaseFailure failure) {
        return Refusal.of(Reason.NOT_READY, failure.message()).retryAfter(5);
    }

    private ApiRequest question(ApiEndpoint to, Caller who, byte[] bytes) {
        var query = new HashMap<>(target().query());
        if (request.headers().contains(ANTHROPIC_VERSION)) {
            query.putIfAbsent(ModelsApi.SHAPE, ModelsApi.ANTHROPIC);
        }
        return new ApiRequest(request.method().name(), to.rest(target().path()), query, bytes, who);
    }

    /** Read once, when the head has been found readable. */
    private RequestTarget target() {
        if (target == null) {
            target = RequestTarget.of(request);
        }
        return target;
    }

    private void onLoop(Runnable task) {
        connection.channel().eventLoop().execute(task);
    }
}
