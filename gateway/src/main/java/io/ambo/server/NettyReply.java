package io.ambo.server;

import io.ambo.api.ApiReply;
import io.ambo.core.Language;
import io.ambo.core.Refusal;
import io.ambo.format.ErrorForm;
import io.ambo.pipeline.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The response to one request on one connection. What is written before a flush is sent as one piece: a
 * burst of events costs one chunk and one system call.
 */
final class NettyReply implements Reply {

    /** Is told when bytes are waiting to be flushed, and when the response has ended. */
    interface Owner {

        void bytesWait();

        /** An answer begins that may take its time, and the request's body is not needed for it. */
        void streams();

        /** An id for a reply to a request that has none yet. */
        String nextRequestId();

        /** Whether no further request will be taken. */
        boolean stopping();

        void over(boolean keepAlive);
    }

    /** The most bytes that wait for a flush, so that a slow caller is noticed. */
    private static final int MOST_WAITING = 64 * 1024;

    /** The field that names the request. */
    static final String REQUEST_ID = "x-ambo-request-id";

    /** The field in which OpenAI's clients look for the same. */
    private static final String CLIENTS_REQUEST_ID = "x-request-id";

    /** The authentication scheme (RFC 9110 section 15.5.2, RFC 6750 section 3). */
    private static final String BEARER = "Bearer";

    private static final int END_OF_LINE = '\r' << 8 | '\n';

    /**
     * What the request allows of its reply.
     *
     * @param keepAlive whether the connection stays
     * @param headOnly whether the body is left out, as HEAD wants it
     * @param chunked whether the caller understands chunks; HTTP/1.0 does not
     */
    record ResponseOptions(boolean keepAlive, boolean headOnly, boolean chunked) {

        /** The connection is closed afterwards. */
        static final ResponseOptions LAST = new ResponseOptions(false, false, true);

        static ResponseOptions of(HttpRequest request) {
            var current = request.protocolVersion().equals(HttpVersion.HTTP_1_1);
            return new ResponseOptions(
                    current && HttpUtil.isKeepAlive(request), request.method().equals(HttpMethod.HEAD), current);
        }
    }

    private final Channel channel;
    private final Owner owner;
    private Errors errors;
    private @Nullable String requestId;
    private final ResponseOptions way;
    private boolean keepAlive;
    private final List<byte[]> waiting = new ArrayList<>();
    private int waitingBytes;
    private boolean begun;
    private @Nullable ChannelHandlerContext belowCodec;
    private boolean over;

    NettyReply(Channel channel, Owner owner, Language language, ResponseOptions way) {
        this.channel = channel;
        this.owner = owner;
        this.errors = new Errors(ErrorForm.OPENAI, language);
        this.way = way;
        this.keepAlive = way.keepAlive();
    }

    /** Errors have this form from now on. */
    void errors(ErrorForm form) {
        errors = new Errors(form, errors.language());
    }

    /** The connection is closed after this response, because what follows on it cannot be trusted or is not wanted. */
    void isLast() {
        keepAlive = false;
    }

    boolean isOver() {
        return over;
    }

    @Override
    public void begin(long length, Map<String, String> headers) {
        begun = true;
        requestId = headers.get(REQUEST_ID);
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        if (length >= 0) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, length);
        } else {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8");
            response.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE);
            response.headers().set("x-accel-buffering", "no");
            HttpUtil.setTransferEncodingChunked(response, way.chunked());
            belowCodec = way.chunked() ? channel.pipeline().context(HttpServerCodec.class) : null;
            owner.streams();
        }
        send(response, headers);
    }

    @Override
    public void write(byte[] bytes) {
        waiting.add(bytes);
        waitingBytes += bytes.length;
        if (waitingBytes > MOST_WAITING) {
            gather();
        }
    }

    @Override
    public void flush() {
        gather();
        channel.flush();
    }

    /** Hands what waits to the connection, as one piece; the owner calls it before it flushes. */
    void gather() {
        if (waitingBytes == 0) {
            return;
        }
        if (belowCodec == null) {
            channel.write(new DefaultHttpContent(gathered()));
        } else {
            belowCodec.write(chunk(), belowCodec.voidPromise());
        }
    }

    private ByteBuf gathered() {
        return moveWaiting(channel.alloc().ioBuffer(waitingBytes, waitingBytes));
    }

    /** Writes below the codec, which would allocate three buffers and three promises for each chunk. */
    private ByteBuf chunk() {
        var size = Integer.toHexString(waitingBytes);
        var length = size.length() + waitingBytes + 2 * Short.BYTES;
        var bytes = channel.alloc().ioBuffer(length, length);
        bytes.writeCharSequence(size, StandardCharsets.US_ASCII);
        return moveWaiting(bytes.writeShort(END_OF_LINE)).writeShort(END_OF_LINE);
    }

    private ByteBuf moveWaiting(ByteBuf to) {
        waiting.forEach(to::writeBytes);
        waiting.clear();
        waitingBytes = 0;
        return to;
    }

    @Override
    public void end() {
        if (!over) {
            over = true;
            if (belowCodec != null) {
                gather();
            }
            channel.write(
                    waitingBytes > 0 ? new DefaultLastHttpContent(gathered()) : LastHttpContent.EMPTY_LAST_CONTENT);
            owner.bytesWait();
            owner.over(keepAlive);
        }
    }

    @Override
    public void refuse(Refusal refusal, Map<String, String> headers) {
        if (begun) {
            breakOff(refusal);
            return;
        }
        var body = errors.body(refusal, headers.get(REQUEST_ID));
        var response = full(refusal.reason().status(), "application/json", body);
        if (refusal.retryAfterSeconds() > 0) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, refusal.retryAfterSeconds());
        }
        if (refusal.reason().status() == HttpResponseStatus.UNAUTHORIZED.code()) {
            response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, BEARER);
        }
        finish(response, headers);
    }

    /** A whole answer of our own. */
    void answer(ApiReply answer) {
        finish(full(answer.status(), answer.contentType(), answer.body()), answer.headers());
    }

    private DefaultFullHttpResponse full(int status, String contentType, byte[] body) {
        var content = way.headOnly() ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body);
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), content);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return response;
    }

    private void finish(DefaultFullHttpResponse response, Map<String, String> headers) {
        begun = true;
        over = true;
        send(response, headers);
        owner.bytesWait();
        owner.over(keepAlive);
    }

    private void send(HttpResponse response, Map<String, String> headers) {
        headers.forEach(response.headers()::set);
        var id = headers.get(REQUEST_ID);
        identify(response.headers(), id == null ? owner.nextRequestId() : id);
        keepAlive &= !owner.stopping();
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        channel.write(response);
    }

    private static void identify(HttpHeaders to, String id) {
        to.set(REQUEST_ID, id);
        to.set(CLIENTS_REQUEST_ID, id);
        to.set("x-content-type-options", "nosniff");
    }

    /** A chunked stream ends properly, so its connection can stay open. */
    @Override
    public void breakOff(Refusal refusal) {
        if (!over) {
            write(errors.event(refusal, requestId));
            keepAlive &= belowCodec != null;
            end();
        }
    }

    @Override
    public void drop() {
        over = true;
        waiting.clear();
        waitingBytes = 0;
        channel.close();
    }

    @Override
    public boolean writable() {
        return channel.isWritable();
    }
}
