package io.ambo.privacy;

import io.ambo.catalog.Policy.RestoreInAddresses;
import io.ambo.wire.JsonText;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

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

    /** A value that can be a host by itself. */
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+|[0-9a-fA-F:]*:[0-9a-fA-F:.]+");

    private final LivePlaceholders live;
    private final AtomicInteger restored = new AtomicInteger();
    private final AtomicInteger room = new AtomicInteger(MOST_RESTORED);

    private final KnownHosts hosts;
    private final RestoreInAddresses inAddresses;

    private Restorer(LivePlaceholders live, KnownHosts hosts, RestoreInAddresses inAddresses) {
        this.live = live;
        this.hosts = hosts;
        this.inAddresses = inAddresses;
    }

    /** For an answer to what was de-identified. */
    public static Restorer of(Deidentified deidentified, RestoreInAddresses inAddresses) {
        return new Restorer(new LivePlaceholders(deidentified.live()), deidentified.hosts(), inAddresses);
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

        /** Characters of the part of an address that names its host; of a longer one nothing is restored. */
        private static final int LONGEST_AUTHORITY = 320;

        private final boolean insideJson;
        private final AddressWatch address;
        private String held = "";

        private Channel(boolean insideJson) {
            this.insideJson = insideJson;
            this.address = new AddressWatch(insideJson);
        }

        /**
         * Takes more text and gives what is certain: all but an end that may become a placeholder, or that names the host
         * of an address.
         */
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
                if (address.atAuthority()) {
                    var end = authorityEnd(text, at, last);
                    if (end < 0) {
                        break;
                    }
                    authority(text.substring(at, end), endsEscaped(text, end), out);
                    at = end;
                    continue;
                }
                if (underscore < at) {
                    underscore = underscore(text, at);
                }
                if (at < underscore - live.reach()) {
                    at = pass(text, at, underscore - live.reach(), out);
                    continue;
                }
                var found = live.mayBegin(text.charAt(at)) ? live.at(text, at) : LivePlaceholders.NONE;
                if (found == LivePlaceholders.MORE && !last) {
                    break;
                }
                at = found < 0 ? pass(text, at, at + 1, out) : placeholder(text, found, at, out);
            }
            held = text.substring(at);
            return out.toString();
        }

        /** Hands on characters of no placeholder, up to the host of an address; gives the place behind. */
        private int pass(String text, int from, int to, StringBuilder out) {
            var at = from;
            if (inAddresses == RestoreInAddresses.ALL) {
                at = to;
            }
            while (at < to && !address.atAuthority()) {
                address.next(text.charAt(at++));
            }
            out.append(text, from, at);
            return at;
        }

        private int placeholder(String text, long found, int at, StringBuilder out) {
            if (address.refuses()) {
                out.append(text, at, LivePlaceholders.end(found));
            } else {
                restore(text, found, at, out);
            }
            address.value();
            return LivePlaceholders.end(found);
        }

        /** Where the part ends that names the host, or -1 when that has not come yet. */
        private int authorityEnd(String text, int from, boolean last) {
            var at = from;
            while (at < text.length() && AddressWatch.isSlash(text.charAt(at))) {
                at++;
            }
            var most = Math.min(text.length(), at + LONGEST_AUTHORITY);
            while (at < most && !address.endsAuthority(text.charAt(at))) {
                at++;
            }
            if (insideJson && at == text.length() - 1 && text.charAt(at) == '\\' && !last) {
                return -1;
            }
            return at < text.length() || last || at == most && at - from >= LONGEST_AUTHORITY ? at : -1;
        }

        /** Whether an escape of JSON stands there that is no slash: what it stands for may go on with the host. */
        private boolean endsEscaped(String text, int end) {
            return insideJson
                    && end < text.length()
                    && text.charAt(end) == '\\'
                    && (end + 1 == text.length() || !AddressWatch.isSlash(text.charAt(end + 1)));
        }

        /**
         * A host that the caller's side named has the rest of its address restored, too. Another one stays as the model
         * wrote it; where it is nothing but a value that can be a host, that tells nobody else anything.
         */
        private void authority(String written, boolean unclear, StringBuilder out) {
            var restored = replaced(written);
            var known = inAddresses == RestoreInAddresses.KNOWN_HOSTS
                    && !unclear
                    && written.length() < LONGEST_AUTHORITY
                    && hosts.contains(AddressWatch.host(restored.text()));
            if ((known || isHostItself(written, restored)) && restored.characters() <= room.get()) {
                room.addAndGet(-restored.characters());
                Restorer.this.restored.addAndGet(restored.count());
                out.append(restored.text());
            } else {
                out.append(written);
            }
            address.authority(written, known);
        }

        private boolean isHostItself(String written, Replaced restored) {
            var host = AddressWatch.host(written);
            var found = host.isEmpty() ? LivePlaceholders.NONE : live.at(host, 0);
            return restored.count() == 1
                    && found >= 0
                    && LivePlaceholders.end(found) == host.length()
                    && HOST.matcher(live.writing(found)).matches();
        }

        /** A short text with all its placeholders replaced. */
        private Replaced replaced(String text) {
            var out = new StringBuilder(text.length() + 32);
            var count = 0;
            var characters = 0;
            var at = 0;
            while (at < text.length()) {
                var found = live.mayBegin(text.charAt(at)) ? live.at(text, at) : LivePlaceholders.NONE;
                if (found < 0) {
                    out.append(text.charAt(at++));
                } else {
                    var value = value(found);
                    count++;
                    characters += value.length();
                    out.append(value);
                    at = LivePlaceholders.end(found);
                }
            }
            return new Replaced(out.toString(), count, characters);
        }

        /** The first underscore from there on; there is no placeholder without one. */
        private static int underscore(String text, int from) {
            var plain = text.indexOf('_', from);
            var end = plain < 0 ? text.length() : plain;
            var wide = text.indexOf(LivePlaceholders.WIDE_UNDERSCORE, from, end);
            return wide < 0 ? end : wide;
        }

        private String value(long found) {
            var writing = live.writing(found);
            return insideJson ? JsonText.escape(writing) : writing;
        }

        private void restore(String text, long found, int at, StringBuilder out) {
            var value = value(found);
            if (value.length() > room.get()) {
                out.append(text, at, LivePlaceholders.end(found));
            } else {
                room.addAndGet(-value.length());
                restored.incrementAndGet();
                out.append(value);
            }
        }
    }

    private record Replaced(String text, int count, int characters) {}
}
