package io.ambo.bench;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads HTTP/1.1 responses of one connection, one after the other, and checks each body as it
 * arrives. Supports content-length and chunked, which is all that our proxies use.
 */
final class AnswerReader {

    private enum Part {
        HEAD,
        FIXED,
        SIZE,
        CHUNK,
        AFTER_CHUNK,
        TRAILER,
        WHOLE
    }

    private static final int LONGEST_HEAD = 16 * 1024;
    private static final int LONGEST_LINE = 64;

    private final BodyCheck check;
    private final byte[] line = new byte[LONGEST_HEAD];
    private int lineLength;
    private Part part = Part.HEAD;
    private long left;
    private boolean right = true;

    /** A reader with this check of bodies. */
    AnswerReader(BodyCheck check) {
        this.check = check;
    }

    /** Whether the first words of the answer have arrived. */
    boolean spoken() {
        return check.spoken();
    }

    /** Whether everything received so far is a 200 with the expected body. */
    boolean right() {
        return right;
    }

    /** Resets the reader for the next answer. */
    void next() {
        part = Part.HEAD;
        lineLength = 0;
        left = 0;
        check.begin();
        right = true;
    }

    /** Consumes bytes; returns whether the answer is complete. Bytes after its end make it wrong. */
    boolean read(ByteBuf in) {
        while (in.isReadable() && part != Part.WHOLE) {
            switch (part) {
                case HEAD -> head(in);
                case FIXED, CHUNK -> body(in);
                case SIZE -> size(in);
                case AFTER_CHUNK -> afterChunk(in);
                case TRAILER -> trailer(in);
                case WHOLE -> {}
            }
        }
        right &= !in.isReadable();
        return part == Part.WHOLE;
    }

    private void head(ByteBuf in) {
        while (in.isReadable()) {
            keep(in.readByte(), LONGEST_HEAD);
            if (ends("\r\n\r\n")) {
                begin(new String(line, 0, lineLength, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
                return;
            }
        }
    }

    private void begin(String head) {
        lineLength = 0;
        right = head.startsWith("http/1.1 200 ");
        if (head.contains("\r\ntransfer-encoding: chunked\r\n")) {
            part = Part.SIZE;
            return;
        }
        var name = "\r\ncontent-length: ";
        var at = head.indexOf(name);
        if (at < 0) {
            throw new IllegalStateException("an answer without length: " + head);
        }
        left = Long.parseLong(
                head.substring(at + name.length(), head.indexOf('\r', at + 2)).strip());
        part = Part.FIXED;
        endBody();
    }

    private void body(ByteBuf in) {
        var length = (int) Math.min(left, in.readableBytes());
        right &= check.takes(in, length);
        in.skipBytes(length);
        left -= length;
        endBody();
    }

    private void endBody() {
        if (left > 0) {
            return;
        }
        if (part == Part.CHUNK) {
            part = Part.AFTER_CHUNK;
        } else {
            whole();
        }
    }

    private void size(ByteBuf in) {
        while (in.isReadable()) {
            keep(in.readByte(), LONGEST_LINE);
            if (ends("\r\n")) {
                left = Long.parseLong(new String(line, 0, lineLength - 2, StandardCharsets.US_ASCII), 16);
                lineLength = 0;
                part = left == 0 ? Part.TRAILER : Part.CHUNK;
                return;
            }
        }
    }

    private void afterChunk(ByteBuf in) {
        keep(in.readByte(), 2);
        if (ends("\r\n")) {
            lineLength = 0;
            part = Part.SIZE;
        }
    }

    private void trailer(ByteBuf in) {
        keep(in.readByte(), 2);
        if (ends("\r\n")) {
            whole();
        }
    }

    private void whole() {
        right &= check.whole();
        part = Part.WHOLE;
    }

    private void keep(byte b, int longest) {
        if (lineLength == longest) {
            throw new IllegalStateException("no HTTP that we know, in " + part);
        }
        line[lineLength++] = b;
    }

    private boolean ends(String end) {
        if (lineLength < end.length()) {
            return false;
        }
        for (var i = 0; i < end.length(); i++) {
            if (line[lineLength - end.length() + i] != end.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
