package io.ambo.privacy;

import java.util.ArrayList;
import java.util.List;

/**
 * Lists of things by a number that is not 0: a hash table with open addressing, which makes no objects when it is asked.
 *
 * @param <W> what the lists hold
 */
final class Buckets<W> {

    private static final int LEAST = 64;

    private int[] keys = new int[LEAST];
    private int[] places = new int[LEAST];
    private final List<List<W>> lists = new ArrayList<>();

    /** What was added under this number; empty for most. */
    List<W> at(int key) {
        var slot = slot(keys, key);
        return keys[slot] == 0 ? List.of() : lists.get(places[slot]);
    }

    void add(int key, W thing) {
        if (2 * lists.size() >= keys.length) {
            grow();
        }
        var slot = slot(keys, key);
        if (keys[slot] == 0) {
            keys[slot] = key;
            places[slot] = lists.size();
            lists.add(new ArrayList<>(1));
        }
        lists.get(places[slot]).add(thing);
    }

    private void grow() {
        var newKeys = new int[2 * keys.length];
        var newPlaces = new int[newKeys.length];
        for (var i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                var slot = slot(newKeys, keys[i]);
                newKeys[slot] = keys[i];
                newPlaces[slot] = places[i];
            }
        }
        keys = newKeys;
        places = newPlaces;
    }

    /** Where a number is, or where it would be. */
    private static int slot(int[] keys, int key) {
        var mask = keys.length - 1;
        var slot = (key * 0x9E3779B1 >>> 7) & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
