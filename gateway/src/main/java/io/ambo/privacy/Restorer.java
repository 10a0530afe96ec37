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
     * How many characters of values one channel puts in at most; placeholders after that stay as they are. An answer
     * that repeats the placeholder of a long value can so not grow without bounds.
     */
    public static final int MOST_RESTORED = 1 << 20;

    private final LivePlaceholders live;
    private final AtomicInteger restored = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();
    private final AtomicInteger withheld = new AtomicInteger();

    private Restorer(LivePlaceholders live) {
        this.live = live;
    }

    public static Restorer of(Deidentified deidentified) {
        return new Restorer(new LivePlaceholders(deidentified.live()));
    }

    /** Whether there is nothing to restore, so that an answer may pass untouched. */
    public boolean isIdle() {
        return live.isEmpty();
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

    /** How many texts had the form of a placeholder but stood for nothing; they stay as they are. */
    public int unknown() {
        return unknown.get();
    }

    /** How many placeholders stayed because a channel had put in its most. */
    public int withheld() {
        return withheld.get();
    }

    /** Restores one stream of text, however it is cut. */
    public final class Channel {

        private final boolean insideJson;
        private final LookAlikes lookAlikes = new LookAlikes();
        private String held = "";
        private int room = MOST_RESTORED;

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
            var rest = take(held, true);
            lookAlikes.end();
            return rest;
        }

        private String take(String text, boolean last) {
            var out = new StringBuilder(text.length() + 32);
            var underscore = -1;
            var at = 0;
            while (at < text.length()) {
                if (underscore < at) {
                    underscore = underscore(text, at);
                }
                if (at < underscore - live.reach() && lookAlikes.noneBegun()) {
                    var quiet = between(text, at, underscore - live.reach());
                    out.append(text, at, quiet);
                    at = quiet;
                }
                var found = live.mayBegin(text.charAt(at)) ? live.at(text, at) : LivePlaceholders.NONE;
                if (found == LivePlaceholders.MORE && !last) {
                    break;
                }
                if (found < 0) {
                    lookAlikes.next(text.charAt(at));
                    out.append(text.charAt(at++));
                } else {
                    restore(text, found, at, out);
                    at = LivePlaceholders.end(found);
                }
            }
            held = text.substring(at);
            return out.toString();
        }

        /** The first underscore from there on, without which there is neither a placeholder nor a look-alike. */
        private static int underscore(String text, int from) {
            var plain = text.indexOf('_', from);
            var end = plain < 0 ? text.length() : plain;
            var wide = text.indexOf(LivePlaceholders.WIDE_UNDERSCORE, from, end);
            return wide < 0 ? end : wide;
        }

        /** The last place in a range before which no name is under way, or its beginning. */
        private static int between(String text, int from, int to) {
            var at = to;
            while (at > from && LookAlikes.isOfName(LivePlaceholders.plain(text.charAt(at - 1)))) {
                at--;
            }
            return at;
        }

        private void restore(String text, long found, int at, StringBuilder out) {
            var writing = live.writing(found);
            var value = insideJson ? JsonText.escape(writing) : writing;
            lookAlikes.end();
            if (value.length() > room) {
                withheld.incrementAndGet();
                out.append(text, at, LivePlaceholders.end(found));
            } else {
                room -= value.length();
                restored.incrementAndGet();
                out.append(value);
            }
        }
    }

    /** Counts texts of the form of a placeholder among characters that were not restored. */
    private final class LookAlikes {

        private static final int MOST = 40;

        private final StringBuilder name = new StringBuilder();
        private boolean tooLong;

        void next(char c) {
            var plain = LivePlaceholders.plain(c);
            if (plain == '\\') {
                return;
            }
            if (!isOfName(plain)) {
                end();
            } else if (name.length() == MOST) {
                tooLong = true;
            } else {
                name.append(plain);
            }
        }

        /** Whether what comes next begins anew. */
        boolean noneBegun() {
            return name.isEmpty() && !tooLong;
        }

        /** Whether a name goes on with this plain character; backslashes in it are overlooked. */
        static boolean isOfName(char plain) {
            return plain == '\\' || plain == '_' || Characters.isLetterOrDigit(plain);
        }

        void end() {
            var underscore = name.indexOf("_");
            if (!tooLong && underscore > 1 && isCode(underscore + 1)) {
                unknown.incrementAndGet();
            }
            name.setLength(0);
            tooLong = false;
        }

        private boolean isCode(int from) {
            for (var i = from; i < name.length(); i++) {
                if (Placeholder.value(name.charAt(i)) < 0) {
                    return false;
                }
            }
            return Placeholder.isCode(name.substring(0, from - 1), name, from, name.length());
        }
    }
}
