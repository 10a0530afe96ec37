package io.ambo.routing;

import io.ambo.catalog.Destination;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/** Sets of destinations by a numeric property: those with at least a given value. */
final class Thresholds {

    private final long[] values;
    private final long[][] atLeast;
    private final long[] none;

    Thresholds(List<Destination> destinations, ToLongFunction<Destination> number) {
        values = destinations.stream().mapToLong(number).sorted().distinct().toArray();
        none = Bits.none(destinations.size());
        atLeast = new long[values.length][];
        for (var i = 0; i < values.length; i++) {
            atLeast[i] = Bits.none(destinations.size());
            for (var d = 0; d < destinations.size(); d++) {
                if (number.applyAsLong(destinations.get(d)) >= values[i]) {
                    Bits.add(atLeast[i], d);
                }
            }
        }
    }

    long[] atLeast(long wanted) {
        var found = Arrays.binarySearch(values, wanted);
        var place = found >= 0 ? found : -found - 1;
        return place == values.length ? none : atLeast[place];
    }
}
