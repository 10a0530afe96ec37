package io.ambo.wire;

import io.ambo.wire.JsonException.Fault;
import java.util.Arrays;

/**
 * A single validating pass over a JSON text (RFC 8259, UTF-8 by RFC 3629) that records the positions of all its parts.
 * Strings are most of a prompt, so they are read eight bytes at a time.
 *
 * <p>A scanner is used once.
 */
final class JsonScanner {

    static final int MAX_DEPTH = 256;

    private final byte[] bytes;
    private final int from;
    private final int to;
    private int at;
    private int count;
    private byte[] types;
    private int[] places;
    private final int deepest;
    private final int most;
    private int[] open = new int[8];
    private int depth;

    JsonScanner(byte[] bytes, int from, int to) {
        this(bytes, from, to, MAX_DEPTH, Integer.MAX_VALUE);
    }

    /** A scanner that allows {@code depth} levels of nesting and {@code most} nodes. */
    JsonScanner(byte[] bytes, int from, int to, int depth, int most) {
        this.deepest = depth;
        this.most = most;
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.at = from;
        var guess = Math.min(most, guess(to - from));
        this.types = new byte[guess];
        this.places = new int[3 * guess];
    }

    /** Estimates the number of nodes: a stream event has about one per twelve bytes, prose has few. */
    private static int guess(int length) {
        return Math.max(Math.clamp(length / 12, 16, 64), Math.min(1024, length / 24));
    }

    JsonIndex scan() throws JsonException {
        value(skipSpace());
        while (depth > 0) {
            afterValue();
        }
        if (at < to && skipSpaceOrEnd() < to) {
            throw fault(Fault.TRAILING_BYTES);
        }
        return new JsonIndex(bytes, count, types, places);
    }

    /** Scans one value, or the opening of a container, whose first byte is at {@code at}. */
    private void value(int first) throws JsonException {
        switch (first) {
            case '"' -> string(JsonIndex.STRING);
            case '{' -> openObject();
            case '[' -> openArray();
            case 't' -> literal("true", JsonIndex.TRUE);
            case 'f' -> literal("false", JsonIndex.FALSE);
            case 'n' -> literal("null", JsonIndex.NULL);
            default -> number(first);
        }
    }

    private void openObject() throws JsonException {
        push(JsonIndex.OBJECT);
        if (skipSpace() == '}') {
            pop();
        } else {
            member();
        }
    }

    private void openArray() throws JsonException {
        push(JsonIndex.ARRAY);
        var first = skipSpace();
        if (first == ']') {
            pop();
        } else {
            value(first);
        }
    }

    private void member() throws JsonException {
        expect('"');
        string(JsonIndex.NAME);
        skipSpace();
        expect(':');
        at++;
        value(skipSpace());
    }

    /**
     * Scans what follows a value in the innermost open container: a comma and the next value, or the container's end.
     */
    private void afterValue() throws JsonException {
        var next = skipSpace();
        var inObject = types[open[depth - 1]] == JsonIndex.OBJECT;
        if (next == ',') {
            at++;
            var first = skipSpace();
            if (inObject) {
                member();
            } else {
                value(first);
            }
        } else if (next == (inObject ? '}' : ']')) {
            pop();
        } else {
            throw fault(Fault.UNEXPECTED_BYTE);
        }
    }

    private void push(int type) throws JsonException {
        if (depth == deepest) {
            throw fault(Fault.TOO_DEEP);
        }
        if (depth == open.length) {
            open = Arrays.copyOf(open, 2 * depth);
        }
        open[depth++] = node(type, at, at + 1);
        at++;
    }

    private void pop() {
        at++;
        var node = open[--depth];
        places[3 * node + 1] = at;
        places[3 * node + 2] = count;
    }

    private int node(int type, int start, int end) throws JsonException {
        if (count == types.length) {
            grow(start);
        }
        types[count] = (byte) type;
        places[3 * count] = start;
        places[3 * count + 1] = end;
        places[3 * count + 2] = count + 1;
        return count++;
    }

    private void grow(int start) throws JsonException {
        if (count >= most) {
            throw fault(Fault.TOO_MANY_VALUES, start);
        }
        var size = Math.min(2 * count, most);
        types = Arrays.copyOf(types, size);
        places = Arrays.copyOf(places, 3 * size);
    }

    private void string(int type) throws JsonException {
        var start = at + 1;
        var i = start;
        var flags = 0;
        while (true) {
            i = pastPlain(i);
            if (i >= to) {
                throw fault(Fault.UNEXPECTED_END, i);
            }
            var b = bytes[i];
            if (b == '"') {
                break;
            }
            if (b == '\\') {
                flags |= JsonIndex.ESCAPED;
                i = escape(i);
            } else if (b < 0) {
                flags |= JsonIndex.NOT_ASCII;
                i = multibyte(i);
            } else if (b < 0x20) {
                throw fault(Fault.CONTROL_CHARACTER, i);
            } else {
                i++;
            }
        }
        node(type | flags, start, i);
        at = i + 1;
    }

    /**
     * The first quote, backslash, control character or non-ASCII byte at or after {@code from}, or one of the last
     * seven bytes.
     */
    private int pastPlain(int from) {
        var i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            var word = Words.at(bytes, i);
            var special =
                    word & Words.HIGHS | Words.equal(word, '"') | Words.equal(word, '\\') | Words.below(word, 0x20);
            if (special != 0) {
                return i + Words.before(special);
            }
        }
        return i;
    }

    private int escape(int i) throws JsonException {
        if (i + 1 >= to) {
            throw fault(Fault.UNEXPECTED_END, i);
        }
        switch (bytes[i + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return i + 2;
            }
            case 'u' -> {
                if (i + 6 > to) {
                    throw fault(Fault.UNEXPECTED_END, i);
                }
                for (var k = i + 2; k < i + 6; k++) {
                    if (Character.digit(bytes[k], 16) < 0) {
                        throw fault(Fault.BAD_ESCAPE, i);
                    }
                }
                return i + 6;
            }
            default -> throw fault(Fault.BAD_ESCAPE, i);
        }
    }

    /** Validates one non-ASCII character: shortest form only, no surrogates, nothing beyond U+10FFFF. */
    private int multibyte(int i) throws JsonException {
        var lead = bytes[i] & 0xFF;
        var length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4 || i + length > to) {
            throw fault(Fault.BAD_UTF8, i);
        }
        var second = bytes[i + 1] & 0xFF;
        var lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        var highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < lowest || second > highest) {
            throw fault(Fault.BAD_UTF8, i);
        }
        for (var k = i + 2; k < i + length; k++) {
            if ((bytes[k] & 0xC0) != 0x80) {
                throw fault(Fault.BAD_UTF8, i);
            }
        }
        return i + length;
    }

    private void literal(String word, int type) throws JsonException {
        for (var i = 0; i < word.length(); i++) {
            if (at + i >= to) {
                throw fault(Fault.UNEXPECTED_END, at + i);
            }
            if (bytes[at + i] != word.charAt(i)) {
                throw fault(Fault.UNEXPECTED_BYTE, at + i);
            }
        }
        node(type, at, at + word.length());
        at += word.length();
    }

    private void number(int first) throws JsonException {
        if (first != '-' && (first < '0' || first > '9')) {
            throw fault(Fault.UNEXPECTED_BYTE);
        }
        var i = first == '-' ? at + 1 : at;
        i = i < to && bytes[i] == '0' ? i + 1 : digits(i);
        if (i < to && bytes[i] == '.') {
            i = digits(i + 1);
        }
        if (i < to && (bytes[i] | 0x20) == 'e') {
            i++;
            if (i < to && (bytes[i] == '+' || bytes[i] == '-')) {
                i++;
            }
            i = digits(i);
        }
        node(JsonIndex.NUMBER, at, i);
        at = i;
    }

    private int digits(int i) throws JsonException {
        var end = i;
        while (end < to && bytes[end] >= '0' && bytes[end] <= '9') {
            end++;
        }
        if (end == i) {
            throw fault(end < to ? Fault.BAD_NUMBER : Fault.UNEXPECTED_END, end);
        }
        return end;
    }

    /** The next byte that is not white space. */
    private int skipSpace() throws JsonException {
        if (skipSpaceOrEnd() >= to) {
            throw fault(Fault.UNEXPECTED_END);
        }
        return bytes[at];
    }

    private int skipSpaceOrEnd() {
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    private void expect(int wanted) throws JsonException {
        if (bytes[at] != wanted) {
            throw fault(Fault.UNEXPECTED_BYTE);
        }
    }

    private JsonException fault(Fault fault) {
        return fault(fault, at);
    }

    private JsonException fault(Fault fault, int offset) {
        return new JsonException(fault, offset - from);
    }
}
