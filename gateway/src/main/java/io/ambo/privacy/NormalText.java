package io.ambo.privacy;

import io.ambo.wire.JsonText;
import io.ambo.wire.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A passage's characters in the form in which values are looked for, and, when asked, the bytes each comes from.
 *
 * <p>Undone on the way: the escapes of JSON; escapes that the text itself shows, as text of JSON within text does
 * ({@code \}{@code u0031} after any number of backslashes, and {@code \n}, which is read as a space); and everything
 * that {@link Characters} says. One object is used for one passage after the other.
 */
final class NormalText implements CharSequence {

    private static final int MOST_BACKSLASHES = 8;
    private static final int HEX_DIGITS = 4;

    /** Room behind the text, so that whoever goes through it may look so many characters ahead. */
    static final int AHEAD = 2;

    private char[] chars = new char[0];
    private int length;
    private boolean located;
    private int[] starts = new int[0];
    private int[] ends = new int[0];
    private List<Piece> pieces = List.of();
    private int[] pieceEnds = new int[4];
    private byte[] bytes = new byte[0];
    private final TextProfile.Counter counter = new TextProfile.Counter();

    /** Reads a passage; the earlier one is forgotten. */
    void read(Passage passage, boolean locate) {
        var room = passage.length();
        if (chars.length < room + AHEAD) {
            chars = new char[room + AHEAD];
        }
        located = locate;
        if (locate && starts.length < room) {
            starts = new int[room];
            ends = new int[room];
        }
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

    /** What was counted in all passages since this object was made; passages read twice count twice. */
    TextProfile.Counter counter() {
        return counter;
    }

    /** The characters; {@link #AHEAD} of no meaning stand behind them. */
    char[] units() {
        return chars;
    }

    /** The character after the last of this piece. */
    int pieceEnd(int piece) {
        return pieceEnds[piece];
    }

    /** The ranges of body bytes that these characters come from, start and end in turn, one range a piece. */
    int[] bodyRanges(int from, int to) {
        var ranges = new int[2 * pieces.size()];
        var count = 0;
        for (var p = pieceOf(from); p <= pieceOf(to - 1); p++) {
            ranges[count++] = pieces.get(p)
                    .bodyStart(p == pieceOf(from) ? starts[from] : pieces.get(p).from());
            ranges[count++] = pieces.get(p)
                    .bodyEnd(p == pieceOf(to - 1) ? ends[to - 1] : pieces.get(p).to());
        }
        return Arrays.copyOf(ranges, count);
    }

    /** What stands there as it was written, escapes of JSON undone. */
    String writing(int from, int to) {
        var writing = new ArrayList<String>();
        for (var p = pieceOf(from); p <= pieceOf(to - 1); p++) {
            var piece = pieces.get(p);
            var start = p == pieceOf(from) ? starts[from] : piece.from();
            var end = p == pieceOf(to - 1) ? ends[to - 1] : piece.to();
            writing.add(JsonText.decode(piece.bytes(), start, end));
        }
        return String.join("", writing);
    }

    private int pieceOf(int at) {
        var piece = 0;
        while (pieceEnds[piece] <= at) {
            piece++;
        }
        return piece;
    }

    private void read(Piece piece) {
        bytes = piece.bytes();
        var to = piece.to();
        var first = length;
        for (var i = piece.from(); i < to; ) {
            var b = bytes[i];
            if (b < 0) {
                i = readMultibyte(i, first);
            } else if (b == '\\') {
                i = readEscape(i, to, first);
            } else {
                var end = piece.plain() ? to : Words.plainEnd(bytes, i + 1, to);
                readPlain(i, end);
                i = end;
            }
        }
    }

    private void readPlain(int from, int to) {
        var at = length;
        for (var i = from; i < to; i++) {
            chars[at + i - from] = (char) bytes[i];
        }
        if (located) {
            for (var i = from; i < to; i++) {
                starts[at + i - from] = i;
                ends[at + i - from] = i + 1;
            }
        }
        counter.ascii(bytes, from, to);
        length += to - from;
    }

    private int readMultibyte(int i, int first) {
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
                counter.han();
                put(c, i, i + 3);
            } else {
                putUnit(c, i, i + 3, first);
            }
            return i + 3;
        }
        putUnit((char) ((lead & 0x1F) << 6 | bytes[i + 1] & 0x3F), i, i + 2, first);
        return i + 2;
    }

    /** An escape of JSON; if it stands for a backslash, perhaps the start of an escape that the text shows. */
    private int readEscape(int i, int to, int first) {
        var c = JsonText.escaped(bytes, i);
        if (c == '\\') {
            return readShown(i, to, first);
        }
        putUnit(c, i, after(i), first);
        return after(i);
    }

    /** An escape that the text shows; its backslash, and all the rest of it, may be written as escapes in turn. */
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

    /** The character that is written here, if it is of ASCII or an escape. */
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

    /** What four hexadecimal digits say, or -1 when there are not four. */
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
            put(c, start, end);
            return;
        }
        counter.unit(c);
        if (Character.isLowSurrogate(c) && length > first && Character.isHighSurrogate(chars[length - 1])) {
            putPair(c, start, end);
            return;
        }
        var normal = Characters.normal(c);
        if (normal == Characters.SEVERAL) {
            putAll(Characters.several(c), start, end);
        } else if (normal != Characters.REMOVED) {
            put(normal, start, end);
        }
    }

    private void putPair(char low, int start, int end) {
        var codePoint = Character.toCodePoint(chars[length - 1], low);
        var from = located ? starts[length - 1] : start;
        length--;
        putAll(Characters.several(codePoint), from, end);
    }

    private void putAll(String characters, int start, int end) {
        for (var i = 0; i < characters.length(); i++) {
            put(characters.charAt(i), start, end);
        }
    }

    private void put(char c, int start, int end) {
        chars[length] = c;
        if (located) {
            starts[length] = start;
            ends[length] = end;
        }
        length++;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int i) {
        return chars[i];
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return new String(chars, from, to - from);
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }
}
