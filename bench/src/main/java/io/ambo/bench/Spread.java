package io.ambo.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** The median of several figures and their spread. */
record Spread(double median, double least, double most) {

    /** NaN if nothing was measured. */
    static Spread of(DoubleStream figures) {
        var sorted = figures.sorted().toArray();
        if (sorted.length == 0) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN);
        }
        var middle = Arrays.stream(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1);
        return new Spread(middle.average().orElseThrow(), sorted[0], sorted[sorted.length - 1]);
    }

    /** The median, with minimum and maximum in parentheses. */
    String text(int decimals) {
        var form = "%." + decimals + "f";
        return String.format(Locale.ROOT, form + " (" + form + "–" + form + ")", median, least, most);
    }

    /** Only the median. */
    String middle(int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", median);
    }
}
