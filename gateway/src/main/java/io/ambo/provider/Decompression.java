package io.ambo.provider;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.compression.ZlibCodecFactory;
import io.netty.handler.codec.compression.ZlibWrapper;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Undoes the compression of an answer for which none was asked. */
final class Decompression {

    /** So many bytes go in at once, so that what comes out at once has a bound too (about a thousand times as many). */
    private static final int STEP = 1024;

    private final EmbeddedChannel decoder;

    private Decompression(ZlibWrapper format) {
        this.decoder = new EmbeddedChannel(ZlibCodecFactory.newZlibDecoder(format, 0));
    }

    /** Empty for a coding that is not known here. */
    static Optional<Decompression> of(String coding) {
        return switch (coding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> Optional.of(new Decompression(ZlibWrapper.GZIP));
            case "deflate" -> Optional.of(new Decompression(ZlibWrapper.ZLIB_OR_NONE));
            default -> Optional.empty();
        };
    }

    /**
     * Hands on what comes of these bytes, piece by piece, until the taker returns false.
     *
     * @throws DecompressionException they are not in this format
     */
    void decode(ByteBuf bytes, Predicate<ByteBuf> taker) {
        while (bytes.isReadable()) {
            decoder.writeInbound(bytes.readRetainedSlice(Math.min(STEP, bytes.readableBytes())));
            for (ByteBuf piece = decoder.readInbound(); piece != null; piece = decoder.readInbound()) {
                try {
                    if (!taker.test(piece)) {
                        return;
                    }
                } finally {
                    piece.release();
                }
            }
        }
    }

    /** What is left in it is lost, whatever it is. */
    void close() {
        try {
            decoder.finishAndReleaseAll();
        } catch (DecompressionException cutShort) {
            return;
        }
    }
}
