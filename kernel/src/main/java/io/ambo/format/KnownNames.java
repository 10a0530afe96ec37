package io.ambo.format;

import io.ambo.wire.JsonIndex;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/** A set of ASCII words that is asked about bytes, so that no string is made for a member's name. */
final class KnownNames {

    private final byte[][] table;
    private final int mask;
    private final int shortest;
    private final int longest;

    private KnownNames(Collection<String> names) {
        mask = Integer.highestOneBit(names.size() * 4) * 2 - 1;
        table = new byte[mask + 1][];
        shortest = names.stream().mapToInt(String::length).min().orElse(0);
        longest = names.stream().mapToInt(String::length).max().orElse(0);
        for (var name : names) {
            var bytes = name.getBytes(StandardCharsets.US_ASCII);
            var slot = hash(bytes, 0, bytes.length) & mask;
            while (table[slot] != null) {
                slot = (slot + 1) & mask;
            }
            table[slot] = bytes;
        }
    }

    static KnownNames of(String... names) {
        return new KnownNames(Arrays.stream(names).distinct().toList());
    }

    /** Whether the name or string at a node is one of these; one written with escapes never is. */
    boolean contains(JsonIndex index, int node) {
        if (index.escaped(node) || index.notAscii(node)) {
            return false;
        }
        return contains(index.bytes(), index.start(node), index.end(node));
    }

    boolean contains(String name) {
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        return contains(bytes, 0, bytes.length);
    }

    private boolean contains(byte[] bytes, int start, int end) {
        if (end - start < shortest || end - start > longest) {
            return false;
        }
        for (var slot = hash(bytes, start, end) & mask; table[slot] != null; slot = (slot + 1) & mask) {
            if (Arrays.equals(table[slot], 0, table[slot].length, bytes, start, end)) {
                return true;
            }
        }
        return false;
    }

    private static int hash(byte[] bytes, int from, int to) {
        var hash = 0x811C9DC5;
        for (var i = from; i < to; i++) {
            hash = (hash ^ bytes[i]) * 0x01000193;
        }
        return hash ^ hash >>> 15;
    }
}
