package io.ambo.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One server-sent event: the bytes it came in, its type and its data.
 *
 * @param raw the whole event with its blank line, to be passed on as it is
 * @param type the {@code event} field, empty when there is none
 * @param bytes what {@code dataStart} and {@code dataEnd} count in: {@code raw} itself when the data is one line
 * @param joined whether the data came in several lines
 */
public record SseEvent(byte[] raw, String type, byte[] bytes, int dataStart, int dataEnd, boolean joined) {

    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.UTF_8);

    /** An event of ours that carries this data (one line). */
    public static SseEvent of(String data) {
        var raw = ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
        return new SseEvent(raw, "", raw, 6, raw.length - 2, false);
    }

    /**
     * The event in these bytes, or null when it has no data: a comment, or an event of nothing, that keeps the connection
     * alive.
     */
    static @Nullable SseEvent of(byte[] raw) {
        var reader = new Fields(raw);
        reader.read();
        return reader.event();
    }

    public int dataLength() {
        return dataEnd - dataStart;
    }

    /** OpenAI's last event. */
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

    /** Whether its data is all there: one JSON text, or the word that ends a stream. */
    boolean isWhole() {
        try {
            return isDone() || JsonIndex.of(bytes, dataStart, dataEnd).count() > 0;
        } catch (JsonException e) {
            return false;
        }
    }

    public String data() {
        return new String(bytes, dataStart, dataEnd - dataStart, StandardCharsets.UTF_8);
    }

    /** The same event with the blank line behind it that it came without. */
    SseEvent withBlankLine() {
        var whole = Arrays.copyOf(raw, raw.length + 2);
        whole[raw.length] = '\n';
        whole[raw.length + 1] = '\n';
        return new SseEvent(whole, type, joined ? bytes : whole, dataStart, dataEnd, joined);
    }

    /** The same event with other data; the fields before the data stay, of one whose data came in lines the type. */
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

    /** Reads the lines of one event. */
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
