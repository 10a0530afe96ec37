package io.ambo.privacy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.ambo.wire.JsonText;
import io.ambo.wire.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The normalised characters of a passage, and the bytes that each comes from.
 *
 * <p>It decodes JSON escapes and escapes that appear in the text itself, as in JSON quoted within text
 * ({@code \}{@code u0031} after any number of backslashes, and {@code \n}, which is read as a space), and applies the
 * normal form of {@link Characters}. An instance is reused for one passage after another.
 */
final class NormalText {

    private static final int MOST_BACKSLASHES = 8;
    private static final int HEX_DIGITS = 4;
    private static final char MIDDLE_DOT = '·';

    private final byte[] outlines;
    private byte[] outline = new byte[0];
    /** The characters, once there is a non-ASCII one; until then the outline contains them. */
    private char[] chars = new char[0];

    private boolean wide;
    private int length;
    private @Nullable String text;
    private final Origins origins = new Origins();
    private List<Piece> pieces = List.of();
    private int[] pieceEnds = new int[4];
    private byte[] bytes = new byte[0];
    /** A single tag character and its position. A single one is ignored; several in a row are hidden text. */
    private char tag;

    private int tagStart;
    private int tagEnd;
    private Interruption interruption = Interruption.NEVER;
    private TextProfile.Counter counter = new TextProfile.Counter();

    /** Uses this table, which has a byte for each UTF-16 unit in an outline; see {@link Hints}. */
    NormalText(byte[] outlines) {
        this.outlines = outlines;
    }

    /** Reads a passage and discards the previous one. */
    void read(Passage passage, Interruption asked) {
        interruption = asked;
        var room = passage.length();
        if (outline.length < room + Hints.AHEAD) {
            outline = new byte[room + Hints.AHEAD];
        }
        wide = false;
        text = null;
        origins.clear();
        pieces = passage.pieces();
        if (pieceEnds.length < pieces.size()) {
            pieceEnds = new int[pieces.size()];
        }
        length = 0;
        for (var i = 0; i < pieces.size(); i++) {
            read(pieces.get(i));
            pieceEnds[i] = length;
        }
    }

    /** Starts counting. The result covers all passages; those read twice count twice. */
    TextProfile.Counter count() {
        counter = new TextProfile.Counter();
        return counter;
    }

    /** The number of characters that fit in the buffers. */
    int room() {
        return outline.length;
    }

    /** One byte per character, followed by {@link Hints#AHEAD} meaningless bytes. */
    byte[] outline() {
        return outline;
    }

    /** The character after the last of this piece. */
    int pieceEnd(int piece) {
        return pieceEnds[piece];
    }

    /**
     * The byte ranges of the body that these characters come from, as alternating starts and ends, one range per piece.
     */
    int[] bodyRanges(int from, int to) {
        var first = pieceOf(from);
        var last = pieceOf(to - 1);
        var ranges = new int[2 * (last - first + 1)];
        for (var p = first; p <= last; p++) {
            var piece = pieces.get(p);
            var at = 2 * (p - first);
            ranges[at] = piece.bodyStart(p == first ? origins.start(from) : piece.from());
            ranges[at + 1] = piece.bodyEnd(p == last ? origins.end(to - 1) : piece.to());
        }
        return ranges;
    }

    /** The original text of this range, with JSON escapes decoded. */
    String writing(int from, int to) {
        var first = pieceOf(from);
        var last = pieceOf(to - 1);
        var writing = new ArrayList<String>(last - first + 1);
        for (var p = first; p <= last; p++) {
            var piece = pieces.get(p);
            var start = p == first ? origins.start(from) : piece.from();
            var end = p == last ? origins.end(to - 1) : piece.to();
            writing.add(JsonText.decode(piece.bytes(), start, end));
        }
        return String.join("", writing);
    }

    /** The first piece that ends after this character; a binary search, because a message may have very many pieces. */
    private int pieceOf(int at) {
        var low = 0;
        var high = pieces.size() - 1;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (pieceEnds[middle] > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void read(Piece piece) {
        bytes = piece.bytes();
        tagEnd = -1;
        var to = piece.to();
        var first = length;
        var pause = piece.from();
        for (var i = piece.from(); i < to; ) {
            if (i >= pause) {
                interruption.check();
                pause = i + Interruption.INTERVAL;
            }
            var b = bytes[i];
            if (b < 0) {
                i = readMultibyte(i, to, first);
            } else if (b == '\\') {
                i = readEscape(i, to, first);
            } else {
                var most = Math.min(to, pause);
                var end = piece.plain() ? most : Words.plainEnd(bytes, i + 1, most);
                readPlain(i, end);
                i = end;
            }
        }
    }

    private void readPlain(int from, int to) {
        System.arraycopy(bytes, from, outline, length, to - from);
        if (wide) {
            inflate(length, length + to - from);
        }
        origins.put(length, from, from + 1);
        counter.ascii(bytes, from, to);
        length += to - from;
    }

    private void inflate(int from, int to) {
        for (var i = from; i < to; i++) {
            chars[i] = (char) outline[i];
        }
    }

    private void widen() {
        if (chars.length < outline.length) {
            chars = new char[outline.length];
        }
        inflate(0, length);
        wide = true;
    }

    private int readMultibyte(int i, int to, int first) {
        var lead = bytes[i] & 0xFF;
        if (lead >= 0xF0) {
            var codePoint = (lead & 0x07) << 18
                    | (bytes[i + 1] & 0x3F) << 12
                    | (bytes[i + 2] & 0x3F) << 6
                    | bytes[i + 3] & 0x3F;
            putUnit(Character.highSurrogate(codePoint), i, i + 4, first);
            putUnit(Character.lowSurrogate(codePoint), i, i + 4, first);
            return i + 4;
        }
        if (lead >= 0xE0) {
            var c = (char) ((lead & 0x0F) << 12 | (bytes[i + 1] & 0x3F) << 6 | bytes[i + 2] & 0x3F);
            if (Characters.isUnified(c)) {
                return readHan(i, Math.min(to, i + Interruption.INTERVAL));
            }
            putUnit(c, i, i + 3, first);
            return i + 3;
        }
        putUnit((char) ((lead & 0x1F) << 6 | bytes[i + 1] & 0x3F), i, i + 2, first);
        return i + 2;
    }

    /** Reads consecutive Chinese characters whose normal form is themselves. */
    private int readHan(int from, int to) {
        if (!wide) {
            widen();
        }
        origins.put(length, from, from + 3);
        var at = length;
        var i = from;
        while (i < to && bytes[i] <= (byte) 0xE9 && bytes[i] >= (byte) 0xE4) {
            var c = (char) ((bytes[i] & 0x0F) << 12 | (bytes[i + 1] & 0x3F) << 6 | bytes[i + 2] & 0x3F);
            if (!Characters.isUnified(c)) {
                break;
            }
            chars[at] = c;
            outline[at++] = outlines[c];
            i += 3;
        }
        counter.han(at - length);
        length = at;
        return i;
    }

    /** Reads a JSON escape; if it is a backslash, it may start an escape that appears in the text. */
    private int readEscape(int i, int to, int first) {
        var c = JsonText.escaped(bytes, i);
        if (c == '\\') {
            return readShown(i, to, first);
        }
        putUnit(c, i, after(i), first);
        return after(i);
    }

    /**
     * Reads an escape that appears in the text; all its characters, including the backslash, may themselves be escaped.
     */
    private int readShown(int i, int to, int first) {
        var at = i;
        var backslashes = 0;
        while (backslashes < MOST_BACKSLASHES && at < to && unit(at) == '\\') {
            at = after(at);
            backslashes++;
        }
        var shown = at < to ? unit(at) : 0;
        if (shown == 'u') {
            var digits = after(at);
            var code = hex(digits, to);
            if (code >= 0) {
                var end = afterUnits(digits, HEX_DIGITS);
                putUnit((char) code, i, end, first);
                return end;
            }
        }
        if (shown == 'n' || shown == 'r' || shown == 't') {
            put(' ', i, after(at));
            return after(at);
        }
        put('\\', i, after(i));
        return after(i);
    }

    /** The character written here, if it is ASCII or an escape. */
    private char unit(int at) {
        return bytes[at] == '\\' ? JsonText.escaped(bytes, at) : (char) (bytes[at] & 0xFF);
    }

    private int after(int at) {
        return bytes[at] != '\\' ? at + 1 : bytes[at + 1] == 'u' ? at + 6 : at + 2;
    }

    private int afterUnits(int at, int count) {
        var end = at;
        for (var i = 0; i < count; i++) {
            end = after(end);
        }
        return end;
    }

    /** The value of four hexadecimal digits, or -1 if there are not four. */
    private int hex(int from, int to) {
        var value = 0;
        var at = from;
        for (var i = 0; i < HEX_DIGITS; i++) {
            var digit = at < to ? Character.digit(unit(at), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
            at = after(at);
        }
        return value;
    }

    private void putUnit(char c, int start, int end, int first) {
        if (c < 0x80) {
            counter.ascii((byte) c);
            if (Characters.normal(c) != Characters.REMOVED) {
                put(c, start, end);
            }
            return;
        }
        counter.unit(c);
        if (Character.isLowSurrogate(c) && wide && length > first && Character.isHighSurrogate(chars[length - 1])) {
            putPair(c, end);
            return;
        }
        var normal = Characters.normal(c);
        if (normal == MIDDLE_DOT && length > first && Characters.isDigit(last())) {
            put('.', start, end);
        } else if (normal == Characters.SEVERAL) {
            putAll(Characters.several(c), start, end);
        } else if (normal != Characters.REMOVED) {
            put(normal, start, end);
        }
    }

    private char last() {
        return wide ? chars[length - 1] : (char) outline[length - 1];
    }

    private void putPair(char low, int end) {
        var codePoint = Character.toCodePoint(chars[length - 1], low);
        var from = origins.start(length - 1);
        length--;
        var stands = Characters.tag(codePoint);
        if (stands == 0) {
            putAll(Characters.several(codePoint), from, end);
        } else {
            putTag(stands, from, end);
        }
    }

    /**
     * Consecutive tag characters are read as text; a single one between other characters is dropped, so that it cannot
     * hide a value.
     */
    private void putTag(char stands, int start, int end) {
        if (start != tagEnd) {
            tag = stands;
            tagStart = start;
        } else {
            if (tag != 0) {
                put(tag, tagStart, start);
                tag = 0;
            }
            put(stands, start, end);
        }
        tagEnd = end;
    }

    private void putAll(String characters, int start, int end) {
        for (var i = 0; i < characters.length(); i++) {
            put(characters.charAt(i), start, end);
        }
    }

    private void put(char c, int start, int end) {
        if (c >= 0x80 && !wide) {
            widen();
        }
        if (wide) {
            chars[length] = c;
        }
        outline[length] = outlines[c];
        origins.put(length++, start, end);
    }

    int length() {
        return length;
    }

    /** The normalised text. */
    @Override
    public String toString() {
        if (text == null) {
            text = wide ? new String(chars, 0, length) : new String(outline, 0, length, ISO_8859_1);
        }
        return text;
    }
}
