package io.ambo.wire;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/**
 * The positions of all parts of a JSON text: one node for each object, array, scalar and member name, in document
 * order. It builds no tree and copies no text.
 *
 * <p>A member is a {@link #NAME} node followed by the nodes of its value. {@link #next} jumps over a whole value, so an
 * object's members are {@code for (n = object + 1; n < index.next(object); n = index.next(n + 1))} with the name at
 * {@code n} and the value at {@code n + 1}; an array's elements are the same without names. Offsets are into
 * {@link #bytes()}; those of strings and names exclude the quotes.
 */
public final class JsonIndex {

    /**
     * The most values and names that a request may have, including those of JSON inside its strings. Index entries take
     * up to seven times the memory of the smallest value, and data derived from them takes more; the cap bounds the
     * memory of a body made only of such values.
     */
    public static final int MOST_OF_A_REQUEST = 500_000;

    public static final int OBJECT = 1;
    public static final int ARRAY = 2;
    public static final int STRING = 3;
    public static final int NAME = 4;
    public static final int NUMBER = 5;
    public static final int TRUE = 6;
    public static final int FALSE = 7;
    public static final int NULL = 8;

    static final int TYPE_MASK = 0x0F;
    static final int ESCAPED = 0x10;
    static final int NOT_ASCII = 0x20;

    private final byte[] bytes;
    private final int count;
    private final byte[] types;
    private final int[] places;

    /** {@code places} holds start, end and next of each node, three entries per node. */
    JsonIndex(byte[] bytes, int count, byte[] types, int[] places) {
        this.bytes = bytes;
        this.count = count;
        this.types = types;
        this.places = places;
    }

    /** Indexes a whole text; nesting is limited to {@link JsonScanner#MAX_DEPTH}. */
    public static JsonIndex of(byte[] bytes) throws JsonException {
        return new JsonScanner(bytes, 0, bytes.length).scan();
    }

    /** Indexes a whole text of at most {@code nodes} nodes and {@code depth} levels of nesting. */
    public static JsonIndex limited(byte[] bytes, int nodes, int depth) throws JsonException {
        return new JsonScanner(bytes, 0, bytes.length, depth, nodes).scan();
    }

    /** Indexes a whole text of at most {@code nodes} nodes. */
    public static JsonIndex limited(byte[] bytes, int nodes) throws JsonException {
        return limited(bytes, nodes, JsonScanner.MAX_DEPTH);
    }

    /** Indexes a part of an array; offsets are relative to the array. */
    public static JsonIndex of(byte[] bytes, int from, int to) throws JsonException {
        return new JsonScanner(bytes, from, to).scan();
    }

    /** The text itself; must not be modified. */
    public byte[] bytes() {
        return bytes;
    }

    /** The number of nodes; node 0 is the whole text. */
    public int count() {
        return count;
    }

    /** Bytes of memory that the index takes in addition to the text. */
    public long held() {
        return types.length + (long) Integer.BYTES * places.length;
    }

    /** The node's type, one of the constants of this class. */
    public int type(int node) {
        return types[node] & TYPE_MASK;
    }

    /** The first byte; of a string or name, the first byte after the quote. */
    public int start(int node) {
        return places[3 * node];
    }

    /** The byte after the last; of a string or name, the closing quote. */
    public int end(int node) {
        return places[3 * node + 1];
    }

    /** The node after this node's whole value; for a name, the node of its value. */
    public int next(int node) {
        return places[3 * node + 2];
    }

    public boolean is(int node, int type) {
        return (types[node] & TYPE_MASK) == type;
    }

    /** Returns whether a string or name contains a backslash, so that its bytes are not its characters. */
    public boolean escaped(int node) {
        return (types[node] & ESCAPED) != 0;
    }

    /** Returns whether a string or name contains a non-ASCII byte. */
    public boolean notAscii(int node) {
        return (types[node] & NOT_ASCII) != 0;
    }

    /** The value of an object's member, or -1. Of duplicate members the last one counts, as in most parsers. */
    public int member(int object, String name) {
        var found = -1;
        if (is(object, OBJECT)) {
            for (var n = object + 1; n < next(object); n = next(n + 1)) {
                if (named(n, name)) {
                    found = n + 1;
                }
            }
        }
        return found;
    }

    /** Returns whether a name or string node equals this ASCII text, with or without escapes. */
    public boolean named(int node, String text) {
        if (escaped(node)) {
            return text(node).equals(text);
        }
        var start = start(node);
        if (end(node) - start != text.length()) {
            return false;
        }
        for (var i = 0; i < text.length(); i++) {
            if (bytes[start + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The characters of a string or name, unescaped; of any other node, its bytes as text. */
    public String text(int node) {
        if (escaped(node)) {
            return JsonText.decode(bytes, start(node), end(node));
        }
        return new String(bytes, start(node), end(node) - start(node), StandardCharsets.UTF_8);
    }

    /** The bytes of a node as they are, including the quotes of strings and names. */
    public String raw(int node) {
        var quote = is(node, STRING) || is(node, NAME) ? 1 : 0;
        var start = start(node) - quote;
        return new String(bytes, start, end(node) + quote - start, StandardCharsets.UTF_8);
    }

    /** The integer value of a node, or {@code otherwise} if it is not an integer that fits. */
    public long number(int node, long otherwise) {
        if (node < 0 || !is(node, NUMBER) || end(node) - start(node) > 18) {
            return otherwise;
        }
        try {
            return Long.parseLong(text(node));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** The path of a node, such as {@code messages[2].content}; for messages to people. */
    public String path(int node) {
        return path(node, name -> false);
    }

    /** Like {@link #path(int)} with an ellipsis in place of hidden names; {@code hidden} is called with name nodes. */
    public String path(int node, IntPredicate hidden) {
        var path = new StringBuilder();
        var at = 0;
        while (at != node) {
            at = is(at, OBJECT) ? intoMember(at, node, hidden, path) : intoElement(at, node, path);
        }
        return path.isEmpty() ? "(body)" : path.toString();
    }

    private int intoMember(int object, int node, IntPredicate hidden, StringBuilder path) {
        var n = object + 1;
        while (next(n + 1) <= node) {
            n = next(n + 1);
        }
        path.append(path.isEmpty() ? "" : ".").append(hidden.test(n) ? "…" : text(n));
        return n == node ? node : n + 1;
    }

    private int intoElement(int array, int node, StringBuilder path) {
        var element = array + 1;
        var number = 0;
        while (next(element) <= node) {
            element = next(element);
            number++;
        }
        path.append('[').append(number).append(']');
        return element;
    }
}
