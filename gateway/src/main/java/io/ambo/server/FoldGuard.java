package io.ambo.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Looks at the bytes of each head before they are parsed: a line that continues the one before it (obsolete line
 * folding, RFC 9112 section 5.2) would be joined silently by the parser, and another parser could read it otherwise.
 */
final class FoldGuard extends ChannelInboundHandlerAdapter {

    private boolean inHead = true;
    private boolean lineBegins;
    private boolean lineEmpty = true;
    private boolean folded;
    private int heads;

    /** Heads whose end was seen; a head that the parser gives out beyond this number was not looked at. */
    int heads() {
        return heads;
    }

    boolean folded() {
        return folded;
    }

    /** The parser has come to the end of a request; what comes next is a head. */
    void expectHead() {
        inHead = true;
        lineBegins = false;
        lineEmpty = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (inHead && message instanceof ByteBuf bytes) {
            look(bytes);
        }
        context.fireChannelRead(message);
    }

    private void look(ByteBuf bytes) {
        for (var i = bytes.readerIndex(); i < bytes.writerIndex() && inHead; i++) {
            var b = bytes.getByte(i);
            if (b == '\n') {
                endLine();
            } else if (b != '\r') {
                folded |= lineBegins && (b == ' ' || b == '\t');
                lineBegins = false;
                lineEmpty = false;
            }
        }
    }

    /** Empty lines before a request line are allowed (RFC 9112 section 2.2); after it they end the head. */
    private void endLine() {
        if (lineEmpty && lineBegins) {
            inHead = false;
            heads++;
        }
        lineBegins = !lineEmpty || lineBegins;
        lineEmpty = true;
    }
}
