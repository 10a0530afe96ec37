package io.ambo.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into server-sent events (WHATWG HTML, section 9.2), wherever the network cut it.
 *
 * <p>One reader a stream; not for several threads. An event ends at a blank line; LF, CR LF and CR all end a line.
 */
public final class SseReader {

    /** An event was longer than the limit. */
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
    /** Up to here the held bytes were searched. */
    private int searched;
    /** Whether the searched bytes end inside a blank line's search: the last line so far is empty. */
    private boolean lineEmpty = true;

    private boolean lastWasReturn;
    /** Whether the line before the one that is searched ended in CR LF, as then its own will. */
    private boolean returnsAndFeeds;

    private boolean first = true;

    public SseReader(int limit, Consumer<SseEvent> events) {
        this.limit = limit;
        this.events = events;
    }

    /** Takes the next bytes, up to the limit of these, and hands on every event that they complete. */
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

    /** How many bytes wait for the end of their event. */
    public int held() {
        return length;
    }

    /**
     * The stream is over. Some servers leave out the blank line after their last event, so what is left is handed on, too,
     * if it is a whole event; one that was cut short stays.
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
     * An event is not held back for the LF that may follow its last CR. Where its lines end in CR LF that LF is added at
     * once, and the one that comes is passed over, so that what goes on is what came.
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

    /** The mark's first bytes may have been searched before its last one came. */
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
