package io.ambo.routing;

import io.ambo.catalog.Destination;
import java.util.List;

/**
 * Finds the best few destinations of a set for one question: all survivors are priced in one pass, and only the best
 * are kept.
 */
final class Ranking {

    private final Prices prices;
    private final Inquiry inquiry;
    private final Rules rules;
    private final List<Destination> destinations;
    private final long[] resting;
    private final Question.Size size;
    private final long output;
    private final boolean plain;
    private final boolean limited;
    private final int[] best = new int[Router.MOST_CANDIDATES];
    private final long[] costs = new long[Router.MOST_CANDIDATES];
    private int count;

    Ranking(Inquiry inquiry, Rules rules, List<Destination> destinations, long[] resting) {
        this.inquiry = inquiry;
        this.rules = rules;
        this.prices = inquiry.prices();
        this.destinations = destinations;
        this.resting = resting;
        this.size = inquiry.question().size();
        this.output = size.output() * size.choices();
        this.plain = prices.plainFor(size.input(), output);
        this.limited = !inquiry.limits().none();
    }

    /** Ranks the elements of a set that are within the limits. */
    void rank(long[] set) {
        count = 0;
        var bound = Long.MAX_VALUE;
        for (var place = 0; place < destinations.size() && !beyond(place, bound); place++) {
            var d = prices.cheapest(place);
            if (Bits.has(set, d)) {
                var cost = cost(d);
                if (cost <= bound && (!limited || rules.affords(inquiry, d))) {
                    place(d, cost);
                    bound = bound();
                }
            }
        }
    }

    /** Returns whether every destination from this index on costs more than the bound. */
    private boolean beyond(int place, long bound) {
        return plain && prices.leastFrom(place, size.input(), output) > bound;
    }

    /** The cost above which a destination cannot be among the best any more. */
    private long bound() {
        var last = best.length - 1;
        return count < best.length || Bits.has(resting, best[last]) ? Long.MAX_VALUE : costs[last];
    }

    /** The cost for comparison; an unknown price counts as the highest. */
    private long cost(int d) {
        var estimate = plain ? prices.plain(d, size.input(), output) : prices.estimated(d, size.input(), output);
        return estimate == Prices.UNKNOWN ? Long.MAX_VALUE : estimate;
    }

    private void place(int d, long cost) {
        if (count == best.length && !before(d, cost, best[count - 1], costs[count - 1])) {
            return;
        }
        var at = count < best.length ? count++ : count - 1;
        while (at > 0 && before(d, cost, best[at - 1], costs[at - 1])) {
            best[at] = best[at - 1];
            costs[at] = costs[at - 1];
            at--;
        }
        best[at] = d;
        costs[at] = cost;
    }

    /** Equal costs are ordered by destination number, which is the order of ids. */
    private boolean before(int d, long cost, int other, long otherCost) {
        var rests = Bits.has(resting, d);
        if (rests != Bits.has(resting, other)) {
            return !rests;
        }
        if (cost != otherCost) {
            return cost < otherCost;
        }
        var tier = destinations.get(d).tierValue();
        var otherTier = destinations.get(other).tierValue();
        return tier == otherTier ? d < other : tier > otherTier;
    }

    /** The cheapest element of a set except one, regardless of the limits; -1 if there is none. */
    int cheapestBut(int excepted, long[] set) {
        var cheapest = -1;
        var least = Long.MAX_VALUE;
        for (var place = 0; place < destinations.size() && !beyond(place, least); place++) {
            var d = prices.cheapest(place);
            if (d != excepted && Bits.has(set, d)) {
                var cost = cost(d);
                if (cheapest < 0 || cost < least || cost == least && d < cheapest) {
                    cheapest = d;
                    least = cost;
                }
            }
        }
        return cheapest;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    int at(int place) {
        return best[place];
    }

    boolean rests(int d) {
        return Bits.has(resting, d);
    }
}
