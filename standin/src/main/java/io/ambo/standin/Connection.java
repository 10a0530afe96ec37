package io.ambo.standin;

import io.ambo.standin.Recorded.Ending;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One client connection: reads requests, has them answered one at a time, and detects a disconnect. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails shows as the end of the channel
final class Connection extends SimpleChannelInboundHandler<HttpObject> {
    private static final byte[] GO_ON = Json.bytes("HTTP/1.1 100 Continue\r\n\r\n");
    private static final byte[] NO_HTTP =
            Json.bytes("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");

    private final String name;
    private final Dispatcher front;
    private final Deque<Request> waiting = new ArrayDeque<>();
    private ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable HttpRequest arriving;
    private @Nullable ServedRequest answering;

    Connection(String name, Dispatcher front) {
        this.name = name;
        this.front = front;
    }

    /** Whether no request is being received or answered. */
    boolean idle() {
        return arriving == null && answering == null && waiting.isEmpty();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (part.decoderResult().isFailure()) {
            context.writeAndFlush(Unpooled.wrappedBuffer(NO_HTTP)).addListener(_ -> context.close());
            return;
        }
        if (part instanceof HttpRequest head) {
            begin(context, head);
        }
        if (part instanceof HttpContent content && arriving != null) {
            collect(context, arriving, content);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest head) {
        arriving = head;
        body = new ByteArrayOutputStream();
        if (HttpUtil.is100ContinueExpected(head)) {
            context.writeAndFlush(Unpooled.wrappedBuffer(GO_ON));
        }
    }

    private void collect(ChannelHandlerContext context, HttpRequest head, HttpContent content) {
        ByteBuf bytes = content.content();
        try {
            bytes.readBytes(body, bytes.readableBytes());
        } catch (IOException impossible) {
            throw new IllegalStateException("memory refused bytes", impossible);
        }
        if (content instanceof LastHttpContent) {
            arriving = null;
            waiting.add(request(head, true));
            answerNext(context);
        }
    }

    private Request request(HttpRequest head, boolean whole) {
        List<Map.Entry<String, String>> headers = head.headers().entries().stream()
                .map(header -> Map.entry(header.getKey(), header.getValue()))
                .toList();
        return new Request(
                name,
                head.method().name(),
                head.uri(),
                headers,
                body.toByteArray(),
                whole,
                HttpUtil.isKeepAlive(head),
                System.nanoTime());
    }

    private void answerNext(ChannelHandlerContext context) {
        if (answering != null || waiting.isEmpty()) {
            return;
        }
        ServedRequest served = front.enter(waiting.remove());
        answering = served;
        new Player(context.channel(), front.answer(served), ending -> ended(context, served, ending)).play();
    }

    private void ended(ChannelHandlerContext context, ServedRequest served, Ending ending) {
        front.end(served, ending);
        answering = null;
        if (ending == Ending.ANSWERED) {
            answerNext(context);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (arriving != null) {
            front.end(front.enter(request(arriving, false)), Ending.LEFT);
            arriving = null;
        }
        if (answering != null) {
            front.end(answering, Ending.LEFT);
            answering = null;
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            System.err.println("standin: " + cause);
        }
        context.close();
    }
}
