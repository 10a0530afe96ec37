package io.ambo.privacy;

import io.ambo.wire.JsonText;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Puts the values back into an answer.
 *
 * <p>Only placeholders that stand for something in this exchange are restored. They are recognised in either case, in
 * full-width letters, with backslashes before the underscore, and whatever stands directly before or behind; never by
 * likeness. One restorer an exchange; its channels are independent of each other, one for each choice, tool call and
 * field of a stream.
 */
public final class Restorer {

    /**
     * How many characters of values are put into one answer at most; placeholders after that stay as they are. An answer
     * that repeats the placeholder of a long value can so not grow without bounds, in however many texts it does so.
     */
    public static final int MOST_RESTORED = 1 << 20;

    private final LivePlaceholders live;
    private final AtomicInteger restored = new AtomicInteger();
    private final AtomicInteger room = new AtomicInteger(MOST_RESTORED);

    private Restorer(LivePlaceholders live) {
        this.live = live;
    }

    public static Restorer of(Deidentified deidentified) {
        return new Restorer(new LivePlaceholders(deidentified.live()));
    }

    /**
     * A stream of text of its own.
     *
     * @param insideJson whether the text is itself JSON, as the arguments of a tool call are: values are then escaped
     */
    public Channel channel(boolean insideJson) {
        return new Channel(insideJson);
    }

    /** A whole text at once. */
    public String whole(String text, boolean insideJson) {
        var channel = channel(insideJson);
        return channel.feed(text) + channel.flush();
    }

    /** How many placeholders were replaced by their values. */
    public int restored() {
        return restored.get();
    }

    /** Restores one stream of text, however it is cut. */
    public final class Channel {

        private final boolean insideJson;
        private String held = "";

        private Channel(boolean insideJson) {
            this.insideJson = insideJson;
        }

        /** Takes more text and gives what is certain: all but an end that may become a placeholder. */
        public String feed(String text) {
            if (live.isEmpty()) {
                return text;
            }
            return take(held.isEmpty() ? text : held + text, false);
        }

        /** The end of the text: gives what was held back. */
        public String flush() {
            return take(held, true);
        }

        private String take(String text, boolean last) {
            var out = new StringBuilder(text.length() + 32);
            var underscore = -1;
            var at = 0;
            while (at < text.length()) {
                if (underscore < at) {
                    underscore = underscore(text, at);
                }
                if (at < underscore - live.reach()) {
                    out.append(text, at, underscore - live.reach());
                    at = underscore - live.reach();
                }
                var found = live.mayBegin(text.charAt(at)) ? live.at(text, at) : LivePlaceholders.NONE;
                if (found == LivePlaceholders.MORE && !last) {
                    break;
                }
                if (found < 0) {
                    out.append(text.charAt(at++));
                } else {
                    restore(text, found, at, out);
                    at = LivePlaceholders.end(found);
                }
            }
            held = text.substring(at);
            return out.toString();
        }

        /** The first underscore from there on; there is no placeholder without one. */
        private static int underscore(String text, int from) {
            var plain = text.indexOf('_', from);
            var end = plain < 0 ? text.length() : plain;
            var wide = text.indexOf(LivePlaceholders.WIDE_UNDERSCORE, from, end);
            return wide < 0 ? end : wide;
        }

        private void restore(String text, long found, int at, StringBuilder out) {
            var writing = live.writing(found);
            var value = insideJson ? JsonText.escape(writing) : writing;
            if (value.length() > room.get()) {
                out.append(text, at, LivePlaceholders.end(found));
            } else {
                room.addAndGet(-value.length());
                restored.incrementAndGet();
                out.append(value);
            }
        }
    }
}
