package io.ambo.routing;

import io.ambo.catalog.Destination;
import java.util.List;

/** The best few of a set for one question: the survivors are priced in one plain pass, and only the best are kept. */
final class Ranking {

    private final Prices prices;
    private final Limits limits;
    private final List<Destination> destinations;
    private final long[] resting;
    private final Question.Size size;
    private final long output;
    private final boolean plain;
    private final boolean limited;
    private final int[] best = new int[Router.MOST_CANDIDATES];
    private final long[] costs = new long[Router.MOST_CANDIDATES];
    private int count;

    Ranking(Question question, Prices prices, Limits limits, List<Destination> destinations, long[] resting) {
        this.prices = prices;
        this.limits = limits;
        this.destinations = destinations;
        this.resting = resting;
        this.size = question.size();
        this.output = size.output() * size.choices();
        this.plain = prices.plainFor(size.input(), output);
        this.limited = !limits.none();
    }

    /** Ranks the elements of a set that are within the limits. */
    void rank(long[] set) {
        count = 0;
        var bound = Long.MAX_VALUE;
        for (var word = 0; word < set.length; word++) {
            for (var rest = set[word]; rest != 0; rest &= rest - 1) {
                var d = (word << 6) + Long.numberOfTrailingZeros(rest);
                var cost = cost(d);
                if (cost <= bound && (!limited || within(d))) {
                    place(d, cost);
                    bound = bound();
                }
            }
        }
    }

    /** What costs more than this cannot come among the best any more. */
    private long bound() {
        var last = best.length - 1;
        return count < best.length || Bits.has(resting, best[last]) ? Long.MAX_VALUE : costs[last];
    }

    /** For comparing; an unknown price is the dearest. */
    private long cost(int d) {
        var estimate = plain ? prices.plain(d, size.input(), output) : prices.estimated(d, size.input(), output);
        return estimate == Prices.UNKNOWN ? Long.MAX_VALUE : estimate;
    }

    private boolean within(int d) {
        var estimate = prices.estimated(d, size.input(), output);
        return estimate != Prices.UNKNOWN && estimate <= limits.ceiling() && prices.worst(d, size) <= limits.budget();
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

    /** Elements come in the order of their numbers, so among equals the one that is there stays before. */
    private boolean before(int d, long cost, int other, long otherCost) {
        var rests = Bits.has(resting, d);
        if (rests != Bits.has(resting, other)) {
            return !rests;
        }
        if (cost != otherCost) {
            return cost < otherCost;
        }
        return destinations.get(d).tierValue() > destinations.get(other).tierValue();
    }

    /** The cheapest element of a set but one, whatever the limits; -1 when there is none. */
    int cheapestBut(int excepted, long[] set) {
        var cheapest = -1;
        var least = Long.MAX_VALUE;
        for (var d = Bits.next(set, 0); d >= 0; d = Bits.next(set, d + 1)) {
            var cost = cost(d);
            if (d != excepted && (cheapest < 0 || cost < least)) {
                cheapest = d;
                least = cost;
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
