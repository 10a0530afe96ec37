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
        private final StringBuilder held = new StringBuilder();
        private int room = MOST_RESTORED;

        private Channel(boolean insideJson) {
            this.insideJson = insideJson;
        }

        /** Takes more text and gives what is certain: all but an end that may become a placeholder. */
        public String feed(String text) {
            if (live.isEmpty()) {
                return text;
            }
            held.append(text);
            return take(false);
        }

        /** The end of the text: gives what was held back. */
        public String flush() {
            var rest = take(true);
            lookAlikes.end();
            return rest;
        }

        private String take(boolean last) {
            var out = new StringBuilder(held.length() + 32);
            var at = 0;
            while (at < held.length()) {
                var found = live.mayBegin(held.charAt(at)) ? live.at(held, at) : LivePlaceholders.NONE;
                if (found == LivePlaceholders.MORE && !last) {
                    break;
                }
                if (found < 0) {
                    lookAlikes.next(held.charAt(at));
                    out.append(held.charAt(at++));
                } else {
                    restore(found, at, out);
                    at = LivePlaceholders.end(found);
                }
            }
            held.delete(0, at);
            return out.toString();
        }

        private void restore(long found, int at, StringBuilder out) {
            var writing = live.writing(found);
            var value = insideJson ? JsonText.escape(writing) : writing;
            lookAlikes.end();
            if (value.length() > room) {
                withheld.incrementAndGet();
                out.append(held, at, LivePlaceholders.end(found));
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
            if (plain != '_' && !Characters.isLetterOrDigit(plain)) {
                end();
            } else if (name.length() == MOST) {
                tooLong = true;
            } else {
                name.append(plain);
            }
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
