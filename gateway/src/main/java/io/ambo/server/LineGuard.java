package io.ambo.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;

/**
 * Looks at the bytes of each head before they are parsed, for what the parser forgives and another parser could read
 * otherwise: a line that continues the one before it (obsolete line folding, RFC 9112 section 5.2), a line of spaces or a
 * line feed alone before the request line (section 2.2), anything but one space between its parts, such as a tab (section
 * 3), and a protocol that is not written in capitals (section 2.3).
 */
final class LineGuard extends ChannelInboundHandlerAdapter {

    private static final int DELETE = 127;
    private static final int SPACES_OF_REQUEST_LINE = 2;
    private static final long NAME = 'H' << 24 | 'T' << 16 | 'T' << 8 | 'P';
    private static final long LOWER_CASE = 0x20202020L;

    private boolean inHead = true;
    private boolean lineBegins;
    private boolean lineEmpty = true;
    private boolean carriageReturn;
    private boolean folded;
    private boolean misspelt;
    private boolean malformed;
    private boolean dropping;
    private int spaces;
    private long lastEight;
    private int heads;

    /** Heads whose end was seen; a head that the parser gives out beyond this number was not looked at. */
    int heads() {
        return heads;
    }

    /** The message key of a fault that the parser accepted; empty if there is none. */
    Optional<String> objection() {
        if (folded) {
            return Optional.of("server.folded-header");
        }
        if (misspelt) {
            return Optional.of("server.protocol-name");
        }
        return malformed ? Optional.of("server.malformed-http") : Optional.empty();
    }

    /** Whether a head has begun to arrive and has not ended. */
    boolean midHead() {
        return inHead && (lineBegins || !lineEmpty);
    }

    /** From now on, received bytes are dropped before they are parsed. */
    void dropTheRest() {
        dropping = true;
    }

    /** The parser has come to the end of a request; what comes next is a head. */
    void expectHead() {
        inHead = true;
        lineBegins = false;
        lineEmpty = true;
        carriageReturn = false;
        spaces = 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (dropping) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (inHead && message instanceof ByteBuf bytes) {
            for (var i = next(bytes, bytes.readerIndex()); i >= 0 && inHead; i = next(bytes, i + 1)) {
                look(bytes.getByte(i));
            }
        }
        context.fireChannelRead(message);
    }

    /** The index of the next byte that matters, or -1: of a header line only its first one and its end do. */
    private int next(ByteBuf bytes, int from) {
        if (lineBegins && !lineEmpty) {
            return bytes.indexOf(from, bytes.writerIndex(), (byte) '\n');
        }
        return from < bytes.writerIndex() ? from : -1;
    }

    private void look(byte b) {
        if (b == '\n') {
            endLine();
        } else if (b == '\r' && !carriageReturn) {
            carriageReturn = true;
        } else {
            if (lineEmpty && !carriageReturn) {
                folded |= lineBegins && (b == ' ' || b == '\t');
            }
            lineEmpty = false;
            if (!lineBegins) {
                malformed |= carriageReturn || isControl(b);
                spaces += b == ' ' ? 1 : 0;
                lastEight = lastEight << Byte.SIZE | b & 0xFF;
            }
        }
    }

    private static boolean isControl(byte b) {
        return b >= 0 && b < ' ' || b == DELETE;
    }

    /** Empty lines before a request line are allowed (RFC 9112 section 2.2); after it they end the head. */
    private void endLine() {
        if (lineEmpty && lineBegins) {
            inHead = false;
            heads++;
        }
        malformed |= !lineBegins && lineEmpty && !carriageReturn;
        if (!lineBegins && !lineEmpty) {
            malformed |= spaces != SPACES_OF_REQUEST_LINE;
            var name = lastEight >>> Integer.SIZE;
            misspelt |= name != NAME && (name | LOWER_CASE) == (NAME | LOWER_CASE);
        }
        lineBegins = !lineEmpty || lineBegins;
        lineEmpty = true;
        carriageReturn = false;
    }
}
