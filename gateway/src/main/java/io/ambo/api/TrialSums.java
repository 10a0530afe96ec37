package io.ambo.api;

import io.ambo.catalog.Rates;
import io.ambo.catalog.Treatment;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Money;
import io.ambo.wire.JsonWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sums of what would have become of requests, before and after; each change with a few requests as examples. */
final class TrialSums {

    private static final int EXAMPLES = 3;

    private final Rates rates;
    private final Map<String, Long> unknown = new TreeMap<>();
    private final Map<String, Change> fates = new TreeMap<>();
    private final Map<String, Change> classes = new TreeMap<>();
    private final Map<String, Change> totals = new TreeMap<>();
    private long compared;
    private long same;
    private long priced;
    private BigDecimal before = BigDecimal.ZERO;
    private BigDecimal after = BigDecimal.ZERO;

    TrialSums(Rates rates) {
        this.rates = rates;
    }

    /**
     * What became of a request.
     *
     * @param kind where it would go; empty if it is refused
     * @param cost the estimated cost there; empty if unknown
     */
    record Fate(
            DataClass dataClass, Optional<DestinationKind> kind, Optional<Treatment> treatment, Optional<Money> cost) {

        boolean isRefused() {
            return kind.isEmpty();
        }

        boolean isClosed() {
            return kind.filter(DestinationKind.CLOSED::equals).isPresent();
        }

        boolean isReplaced() {
            return treatment.filter(Treatment.DE_IDENTIFY::equals).isPresent();
        }

        /** {@code closed, de-identify}, or {@code refused}. */
        String id() {
            return isRefused()
                    ? "refused"
                    : kind.map(DestinationKind::id).orElse("") + ", "
                            + treatment.map(VerdictJson::id).orElse("");
        }
    }

    /** How many requests changed in one way. */
    private static final class Change {

        private final String from;
        private final String to;
        private long requests;
        private final List<String> examples = new ArrayList<>();

        Change(String from, String to) {
            this.from = from;
            this.to = to;
        }

        void add(String id) {
            requests++;
            if (examples.size() < EXAMPLES) {
                examples.add(id);
            }
        }
    }

    /** A request of which it cannot be said what would have become of it, and why. */
    void unknown(String why) {
        unknown.merge(why, 1L, Long::sum);
    }

    void add(String id, Fate was, Fate would) {
        compared++;
        if (was.id().equals(would.id()) && was.dataClass() == would.dataClass()) {
            same++;
        }
        change(fates, was.id(), would.id(), id);
        change(classes, was.dataClass().name(), would.dataClass().name(), id);
        total(!was.isRefused() && would.isRefused(), "refused-more", id);
        total(was.isRefused() && !would.isRefused(), "refused-less", id);
        total(was.isClosed() && !would.isRefused() && !would.isClosed(), "to-open", id);
        total(would.isClosed() && !was.isRefused() && !was.isClosed(), "to-closed", id);
        total(!was.isReplaced() && would.isReplaced(), "replaced-more", id);
        total(was.isReplaced() && !would.isReplaced() && !would.isRefused(), "replaced-less", id);
        cost(was, would);
    }

    private static void change(Map<String, Change> changes, String from, String to, String id) {
        if (!from.equals(to)) {
            changes.computeIfAbsent(from + "\0" + to, _ -> new Change(from, to)).add(id);
        }
    }

    private void total(boolean counts, String name, String id) {
        var total = totals.computeIfAbsent(name, _ -> new Change("", name));
        if (counts) {
            total.add(id);
        }
    }

    /** Of requests whose price is known both ways; a refused one costs nothing. */
    private void cost(Fate was, Fate would) {
        var one = units(was);
        var other = units(would);
        if (one.isPresent() && other.isPresent()) {
            priced++;
            before = before.add(one.get());
            after = after.add(other.get());
        }
    }

    private Optional<BigDecimal> units(Fate fate) {
        if (fate.isRefused()) {
            return Optional.of(BigDecimal.ZERO);
        }
        return fate.cost()
                .flatMap(money ->
                        rates.of(money.currency()).map(rate -> money.units().divide(rate, 9, RoundingMode.HALF_EVEN)));
    }

    void write(JsonWriter json) {
        var left = unknown.values().stream().mapToLong(Long::longValue).sum();
        json.member("requests", compared + left).member("compared", compared).member("same", same);
        json.name("unknown").openObject();
        unknown.forEach(json::member);
        json.closeObject().name("totals").openObject();
        totals.forEach((name, total) -> {
            json.name(name).openObject().member("requests", total.requests);
            examples(json, total);
            json.closeObject();
        });
        json.closeObject();
        changes(json, "changes", fates);
        changes(json, "classes", classes);
        json.name("cost").openObject().member("priced", priced);
        EntryJson.money(json, "before", Optional.of(money(before)));
        EntryJson.money(json, "after", Optional.of(money(after)));
        EntryJson.money(json, "difference", Optional.of(money(after.subtract(before))));
        json.closeObject();
    }

    private Money money(BigDecimal units) {
        return Money.of(units, rates.base());
    }

    private static void changes(JsonWriter json, String name, Map<String, Change> changes) {
        json.name(name).openArray();
        for (var change : changes.values()) {
            json.openObject().member("from", change.from).member("to", change.to);
            json.member("requests", change.requests);
            examples(json, change);
            json.closeObject();
        }
        json.closeArray();
    }

    private static void examples(JsonWriter json, Change change) {
        json.name("examples").openArray();
        change.examples.forEach(json::string);
        json.closeArray();
    }
}
