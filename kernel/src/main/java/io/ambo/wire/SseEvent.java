package io.ambo.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One server-sent event: its original bytes, its type and its data.
 *
 * @param raw the whole event with its blank line, which can be forwarded unchanged
 * @param type the {@code event} field; empty if there is none
 * @param bytes the array that {@code dataStart} and {@code dataEnd} refer to: {@code raw} itself if the data is one
 *     line
 * @param joined whether the data consisted of several lines
 */
public record SseEvent(byte[] raw, String type, byte[] bytes, int dataStart, int dataEnd, boolean joined) {

    private static final int LONG = 64 * 1024;

    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.UTF_8);

    /** An event that Ambo creates with this data (one line). */
    public static SseEvent of(String data) {
        var raw = ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
        return new SseEvent(raw, "", raw, 6, raw.length - 2, false);
    }

    /** The same with a type. */
    public static SseEvent of(String type, String data) {
        var head = "event: " + type + "\ndata: ";
        var raw = (head + data + "\n\n").getBytes(StandardCharsets.UTF_8);
        return new SseEvent(raw, type, raw, head.length(), raw.length - 2, false);
    }

    /**
     * The event in these bytes, or null if it has no data: a comment or an empty event that keeps the connection alive.
     */
    static @Nullable SseEvent of(byte[] raw) {
        var reader = new Fields(raw);
        reader.read();
        return reader.event();
    }

    public int dataLength() {
        return dataEnd - dataStart;
    }

    /** Returns whether this is OpenAI's last event of a stream. */
    public boolean isDone() {
        return dataLength() == DONE.length && Arrays.equals(bytes, dataStart, dataEnd, DONE, 0, DONE.length);
    }

    private boolean isBlank() {
        var i = dataStart;
        while (i < dataEnd && (bytes[i] == ' ' || bytes[i] == '\n')) {
            i++;
        }
        return i == dataEnd;
    }

    /**
     * Returns whether the data is complete: one JSON text, or the marker that ends a stream. Of a long text only the end
     * is looked at.
     */
    boolean isWhole() {
        if (dataLength() > LONG) {
            return bytes[dataEnd - 1] == '}';
        }
        try {
            return isDone() || JsonIndex.of(bytes, dataStart, dataEnd).count() > 0;
        } catch (JsonException e) {
            return false;
        }
    }

    public String data() {
        return new String(bytes, dataStart, dataEnd - dataStart, StandardCharsets.UTF_8);
    }

    /** A copy with the blank line that was missing at the end of the stream. */
    SseEvent withBlankLine() {
        var whole = Arrays.copyOf(raw, raw.length + 2);
        whole[raw.length] = '\n';
        whole[raw.length + 1] = '\n';
        return new SseEvent(whole, type, joined ? bytes : whole, dataStart, dataEnd, joined);
    }

    /**
     * A copy with other data. The fields before the data are kept; if the data had several lines, only the type is
     * kept.
     */
    public SseEvent withData(byte[] data) {
        if (joined) {
            var lines = new String(data, StandardCharsets.UTF_8).replace("\n", "\ndata: ");
            var event = type.isEmpty() ? "" : "event: " + type + "\n";
            return new SseEvent(
                    (event + "data: " + lines + "\n\n").getBytes(StandardCharsets.UTF_8),
                    type,
                    data,
                    0,
                    data.length,
                    true);
        }
        var edits = new Edits();
        edits.replace(dataStart, dataEnd, data);
        var changed = edits.applyTo(raw);
        return new SseEvent(changed, type, changed, dataStart, dataStart + data.length, false);
    }

    /** Parses the lines of one event. */
    private static final class Fields {

        private final byte[] raw;
        private String type = "";
        private int dataStart = -1;
        private int dataEnd;
        private @Nullable ByteArrayOutputStream joined;

        Fields(byte[] raw) {
            this.raw = raw;
        }

        void read() {
            var start = 0;
            while (start < raw.length) {
                var end = Words.lineEnd(raw, start, raw.length);
                line(start, end);
                start = end + 1;
            }
        }

        @Nullable
        SseEvent event() {
            if (dataStart < 0) {
                return null;
            }
            var data = joined == null ? raw : joined.toByteArray();
            var event = joined == null
                    ? new SseEvent(raw, type, data, dataStart, dataEnd, false)
                    : new SseEvent(raw, type, data, 0, data.length, true);
            return event.isBlank() ? null : event;
        }

        private void line(int start, int end) {
            if (starts(start, end, "data")) {
                data(valueStart(start, end, 4), end);
            } else if (starts(start, end, "event")) {
                var value = valueStart(start, end, 5);
                type = new String(raw, value, end - value, StandardCharsets.UTF_8);
            }
        }

        private void data(int start, int end) {
            if (dataStart < 0) {
                dataStart = start;
                dataEnd = end;
                return;
            }
            if (joined == null) {
                joined = new ByteArrayOutputStream();
                joined.write(raw, dataStart, dataEnd - dataStart);
            }
            joined.write('\n');
            joined.write(raw, start, end - start);
        }

        private boolean starts(int start, int end, String field) {
            var length = field.length();
            if (end - start < length || end - start > length && raw[start + length] != ':') {
                return false;
            }
            for (var i = 0; i < length; i++) {
                if (raw[start + i] != field.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        private int valueStart(int start, int end, int nameLength) {
            var value = Math.min(end, start + nameLength + 1);
            return value < end && raw[value] == ' ' ? value + 1 : value;
        }
    }
}
