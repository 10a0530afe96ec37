package io.ambo.documents;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells in which encoding a text file is: by its byte order mark, else UTF-8 where all of it is valid, else GB18030 where
 * nearly all of its characters are common Chinese ones. Everything else has to be named.
 */
final class TextEncoding {

    private static final int CHUNK = 1 << 16;
    private static final Charset GB18030 = Charset.forName("GB18030");
    /** How many characters of GB 2312 there are, at least, for each other one in a text that counts as GB18030. */
    private static final int COMMON = 9;

    private static final int MOST_CONTROLS = 100;

    private final CharsetDecoder utf8 = UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer pending = ByteBuffer.allocate(2 * CHUNK);
    private final CharBuffer chars = CharBuffer.allocate(2 * CHUNK);
    private boolean isUtf8 = true;
    private boolean isGb = true;
    private boolean hasNul;
    private long bytes;
    private long controls;
    private int lead;
    private long common;
    private long rare;

    private TextEncoding() {}

    /**
     * The encoding of a file.
     *
     * @throws Obstacle.Met it is no text, or one in another encoding
     */
    static Charset of(Path file) throws IOException, Obstacle.Met {
        var encoding = new TextEncoding();
        try (var in = Files.newInputStream(file)) {
            var chunk = in.readNBytes(CHUNK);
            var marked = marked(chunk);
            if (marked.isPresent()) {
                return marked.get();
            }
            for (; chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
                encoding.read(chunk);
            }
        }
        return encoding.told();
    }

    private static Optional<Charset> marked(byte[] first) {
        if (first.length >= 2 && first[0] == (byte) 0xFF && first[1] == (byte) 0xFE) {
            return Optional.of(UTF_16LE);
        }
        if (first.length >= 2 && first[0] == (byte) 0xFE && first[1] == (byte) 0xFF) {
            return Optional.of(UTF_16BE);
        }
        return Optional.empty();
    }

    private void read(byte[] chunk) {
        bytes += chunk.length;
        for (var b : chunk) {
            hasNul |= b == 0;
            controls += b >= 0 && b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f' ? 1 : 0;
            readGb(b & 0xFF);
        }
        if (isUtf8) {
            pending.put(chunk).flip();
            chars.clear();
            isUtf8 = !utf8.decode(pending, chars, false).isError();
            pending.compact();
        }
    }

    /** Lead bytes are 81 to FE; a second byte of 30 to 39 begins a rare character of four bytes. */
    private void readGb(int b) {
        if (lead == 0) {
            lead = b < 0x80 ? 0 : b;
            isGb &= b != 0x80 && b != 0xFF;
            return;
        }
        if (lead >= 0xA1 && lead <= 0xF7 && b >= 0xA1 && b < 0xFF) {
            common++;
        } else {
            rare++;
        }
        isGb &= b >= 0x30 && b < 0xFF && b != 0x7F && (b >= 0x40 || b <= 0x39);
        lead = 0;
    }

    private Charset told() throws Obstacle.Met {
        if (hasNul || controls * MOST_CONTROLS > bytes) {
            throw new Obstacle.Met(Obstacle.BINARY);
        }
        if (isUtf8 && pending.position() == 0) {
            return UTF_8;
        }
        if (isGb && lead == 0 && common > 0 && common >= COMMON * rare) {
            return GB18030;
        }
        throw new Obstacle.Met(Obstacle.ENCODING);
    }
}
