package io.ambo.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Splits a byte stream into server-sent events (WHATWG HTML, section 9.2), independent of how the network split it.
 *
 * <p>One reader per stream; not thread-safe. An event ends at a blank line; LF, CR LF and CR all end a line.
 */
public final class SseReader {

    /** Thrown when an event exceeds the length limit. */
    public static final class TooLongException extends Exception {
        private static final long serialVersionUID = 1;

        TooLongException(int limit) {
            super("an event is longer than " + limit + " bytes", null, false, false);
        }
    }

    private final int limit;
    private final Consumer<SseEvent> events;
    private byte[] held = new byte[0];
    private int length;
    /** The held bytes before this position have been searched. */
    private int searched;
    /** Whether the last line searched so far is empty, so that the next line end completes an event. */
    private boolean lineEmpty = true;

    private boolean lastWasReturn;
    /** Whether the previous line ended in CR LF; the current one is then expected to do so too. */
    private boolean returnsAndFeeds;

    private boolean first = true;

    public SseReader(int limit, Consumer<SseEvent> events) {
        this.limit = limit;
        this.events = events;
    }

    /** Reads up to the buffer's limit and passes on every event that these bytes complete. */
    public void read(ByteBuffer bytes) throws TooLongException {
        hold(bytes);
        skipByteOrderMark();
        var start = 0;
        while (searched < length) {
            var end = Words.lineEnd(held, searched, length);
            if (end > searched) {
                searched = end;
                lineEmpty = false;
                lastWasReturn = false;
                continue;
            }
            var b = held[searched++];
            if (b == '\n' && lastWasReturn) {
                lastWasReturn = false;
                returnsAndFeeds = true;
                if (searched - 1 == start) {
                    start = searched;
                }
                continue;
            }
            lastWasReturn = b == '\r';
            if (lineEmpty) {
                start = complete(start);
            } else {
                lineEmpty = true;
            }
            returnsAndFeeds = false;
        }
        forget(start);
        if (length > limit) {
            throw new TooLongException(limit);
        }
    }

    /** The number of bytes buffered for an incomplete event. */
    public int held() {
        return length;
    }

    /**
     * Handles the end of the stream. Some servers omit the blank line after their last event, so a remaining complete
     * event is passed on; a truncated one is not.
     */
    public void end() {
        var rest = length == 0 ? null : SseEvent.of(Arrays.copyOf(held, length));
        if (rest != null && rest.isWhole()) {
            length = 0;
            searched = 0;
            events.accept(rest.withBlankLine());
        }
    }

    /**
     * An event is not delayed for an LF that may follow its last CR. If its other lines end in CR LF, the LF is added
     * at once and skipped when it arrives, so that the forwarded bytes are the received ones.
     */
    private int complete(int start) {
        if (lastWasReturn && searched < length && held[searched] == '\n') {
            searched++;
            lastWasReturn = false;
        }
        var raw = Arrays.copyOfRange(held, start, searched);
        if (lastWasReturn && returnsAndFeeds) {
            raw = Arrays.copyOf(raw, raw.length + 1);
            raw[raw.length - 1] = '\n';
        }
        var event = SseEvent.of(raw);
        if (event != null) {
            events.accept(event);
        }
        return searched;
    }

    private void hold(ByteBuffer bytes) {
        var added = bytes.remaining();
        if (length + added > held.length) {
            held = Arrays.copyOf(held, Math.max(length + added, Math.min(limit, 2 * held.length)));
        }
        bytes.get(held, length, added);
        length += added;
    }

    /** The first bytes of the byte order mark may have been searched before its last one arrived. */
    private void skipByteOrderMark() {
        if (first && length >= 3) {
            first = false;
            if (held[0] == (byte) 0xEF && held[1] == (byte) 0xBB && held[2] == (byte) 0xBF) {
                System.arraycopy(held, 3, held, 0, length - 3);
                length -= 3;
                searched = 0;
                lineEmpty = true;
            }
        } else if (length > 0 && held[0] != (byte) 0xEF) {
            first = false;
        }
    }

    private void forget(int start) {
        if (start > 0) {
            System.arraycopy(held, start, held, 0, length - start);
            length -= start;
            searched -= start;
        }
    }
}
