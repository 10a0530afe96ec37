package io.ambo.privacy;

import io.ambo.catalog.Policy.RestoreInAddresses;
import io.ambo.wire.JsonText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Restores the values in an answer.
 *
 * <p>Only placeholders and made-up values that stand for a value in this exchange are restored. Placeholders are
 * recognised in either case, in full-width letters, with backslashes before the underscore, and regardless of what
 * directly precedes or follows; made-up values exactly as they were given out; never by similarity. One restorer per exchange; its channels are independent of each other, one for each choice, tool
 * call and field of a stream.
 */
public final class Restorer {

    /**
     * The most characters of values restored in one answer, across all its texts; further placeholders are left as they
     * are. Otherwise an answer that repeats the placeholder of a long value could grow without bound.
     */
    public static final int MOST_RESTORED = 1 << 20;

    /** A value that can be a host name. */
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+|[0-9a-fA-F:]*:[0-9a-fA-F:.]+");

    private final LiveValues live;
    private final AtomicInteger restored = new AtomicInteger();
    private final AtomicInteger room;

    private final KnownHosts hosts;
    private final RestoreInAddresses inAddresses;

    private Restorer(LiveValues live, KnownHosts hosts, RestoreInAddresses inAddresses, int room) {
        this.live = live;
        this.hosts = hosts;
        this.inAddresses = inAddresses;
        this.room = new AtomicInteger(room);
    }

    /** A restorer for the answer to a de-identified request. */
    public static Restorer of(Deidentified deidentified, RestoreInAddresses inAddresses) {
        return new Restorer(
                new LiveValues(deidentified.placeholders(), deidentified.surrogates()),
                deidentified.hosts(),
                inAddresses,
                MOST_RESTORED);
    }

    /**
     * A restorer for texts in which values were replaced before, as {@link Deidentified#values} tells; without a bound,
     * because the text is the user's own.
     */
    public static Restorer ofMap(Map<String, String> values) {
        var byForm = values.keySet().stream().collect(Collectors.partitioningBy(Placeholder::isPlaceholder));
        return new Restorer(
                new LiveValues(
                        only(values, byForm.getOrDefault(true, List.of())),
                        only(values, byForm.getOrDefault(false, List.of()))),
                KnownHosts.NONE,
                RestoreInAddresses.ALL,
                Integer.MAX_VALUE);
    }

    private static Map<String, String> only(Map<String, String> values, List<String> keys) {
        var some = new HashMap<>(values);
        some.keySet().retainAll(keys);
        return some;
    }

    /**
     * Opens a channel for one stream of text.
     *
     * @param insideJson whether the text is itself JSON, such as the arguments of a tool call; values are then escaped
     */
    public ContentStream channel(boolean insideJson) {
        return new ContentStream(insideJson);
    }

    /** Restores a complete text. */
    public String whole(String text, boolean insideJson) {
        var channel = channel(insideJson);
        return channel.feed(text) + channel.flush();
    }

    /** The number of placeholders replaced by their values. */
    public int restored() {
        return restored.get();
    }

    /** Restores one stream of text, independent of how it is split. */
    public final class ContentStream {

        /** The most characters of the part of an address that names its host; nothing is restored in a longer one. */
        private static final int LONGEST_AUTHORITY = 320;

        private final boolean insideJson;
        private final AddressWatch address;
        private String held = "";
        /** The last two characters before what is held. */
        private String before = "";

        private ContentStream(boolean insideJson) {
            this.insideJson = insideJson;
            this.address = new AddressWatch(insideJson);
        }

        /**
         * Accepts more text and returns what is final: all except an end that may become a placeholder, or that names
         * the host of an address.
         */
        public String feed(String text) {
            if (live.isEmpty()) {
                return text;
            }
            return take(held.isEmpty() ? text : held + text, false);
        }

        /** Ends the text and returns what was held back. */
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
                var found = live.mayBegin(text.charAt(at))
                        ? live.at(text, at, before(text, at), last)
                        : LivePlaceholders.NONE;
                if (found == LivePlaceholders.MORE && !last) {
                    break;
                }
                at = found < 0 ? pass(text, at, at + 1, out) : placeholder(text, found, at, out);
            }
            held = text.substring(at);
            before = at > 1 ? text.substring(at - 2, at) : (before + text.substring(0, at));
            return out.toString();
        }

        /** The character before a position; the last one of a JSON escape counts as none. */
        private char before(String text, int at) {
            var one = back(text, at, 1);
            return insideJson && back(text, at, 2) == '\\' ? '\n' : one;
        }

        private char back(String text, int at, int steps) {
            var place = at - steps;
            if (place >= 0) {
                return text.charAt(place);
            }
            return before.length() + place >= 0 ? before.charAt(before.length() + place) : '\n';
        }

        /**
         * Passes on characters that belong to no placeholder, up to the host of an address; returns the position after
         * them.
         */
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

        /** The end of the part that names the host, or -1 if it has not arrived yet. */
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

        /**
         * Returns whether a JSON escape other than a slash is at {@code end}: the decoded character may continue the
         * host.
         */
        private boolean endsEscaped(String text, int end) {
            return insideJson
                    && end < text.length()
                    && text.charAt(end) == '\\'
                    && (end + 1 == text.length() || !AddressWatch.isSlash(text.charAt(end + 1)));
        }

        /**
         * If the caller's side named the host, the rest of the address is restored too. Any other host is left as the
         * model wrote it. If it consists only of a value that can be a host, restoring it discloses the value to no
         * other party.
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
            var found = host.isEmpty() ? LivePlaceholders.NONE : live.at(host, 0, '\n', true);
            return restored.count() == 1
                    && found >= 0
                    && LivePlaceholders.end(found) == host.length()
                    && HOST.matcher(live.writing(found)).matches();
        }

        /** A short text with all its placeholders restored. */
        private Replaced replaced(String text) {
            var out = new StringBuilder(text.length() + 32);
            var count = 0;
            var characters = 0;
            var at = 0;
            while (at < text.length()) {
                var found = live.mayBegin(text.charAt(at))
                        ? live.at(text, at, at == 0 ? '\n' : text.charAt(at - 1), true)
                        : LivePlaceholders.NONE;
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

        /** The first underscore at or after {@code from}; every placeholder contains one. */
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
