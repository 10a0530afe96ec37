package io.ambo.ledger;

import io.ambo.catalog.Treatment;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Money;
import io.ambo.core.Usage;
import io.ambo.platform.FlatJson;
import io.ambo.wire.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The attempts of an entry in its SQL row: a JSON list of flat objects. Values that equal the row's columns are
 * omitted, which is most of them if there was a single attempt; an absent member has the value of the column of its
 * name.
 *
 * <p>The row of an open entry may be updated in place, when a dead run's entries are closed; there nothing is omitted.
 */
final class AttemptsJson {

    private static final int USUAL_LENGTH = 256;

    /** The values of a row that its attempts can share. */
    record Shared(
            String destination,
            Optional<DestinationKind> kind,
            DataClass dataClass,
            Usage usage,
            Optional<Money> cost) {

        static Shared of(Entry entry) {
            return of(entry.choice(), entry.charge());
        }

        static Shared of(Entry.Choice choice, Entry.Charge charge) {
            return new Shared(choice.destination(), choice.kind(), choice.dataClass(), charge.usage(), charge.booked());
        }
    }

    private AttemptsJson() {}

    static String write(Entry entry) {
        if (entry.attempts().isEmpty()) {
            return "[]";
        }
        var row = Shared.of(entry);
        var whole = entry.outcome() == Outcome.OPEN;
        var json = new JsonWriter(USUAL_LENGTH * entry.attempts().size()).openArray();
        for (var attempt : entry.attempts()) {
            json.openObject();
            writeShared(json, attempt, row, whole);
            writeOwn(json, attempt);
            json.closeObject();
        }
        return json.closeArray().toString();
    }

    private static void writeShared(JsonWriter json, Attempt attempt, Shared row, boolean whole) {
        if (whole || !attempt.destination().equals(row.destination())) {
            json.member("destination", SqlColumns.clean(attempt.destination()));
        }
        if (whole || row.kind().isEmpty() || attempt.kind() != row.kind().get()) {
            json.member("kind", attempt.kind().id());
        }
        if (whole || attempt.dataClass() != row.dataClass()) {
            json.member("data_class", attempt.dataClass().name());
        }
        if (whole || !attempt.usage().equals(row.usage())) {
            writeUsage(json, attempt.usage());
        }
        if (whole || !attempt.cost().equals(row.cost())) {
            writeCost(json, attempt.cost());
        }
    }

    private static void writeUsage(JsonWriter json, Usage usage) {
        json.member("input", usage.input())
                .member("cached_input", usage.cachedInput())
                .member("cache_write", usage.cacheWrite())
                .member("output", usage.output())
                .member("reasoning", usage.reasoning())
                .member("estimated", usage.estimated());
    }

    private static void writeCost(JsonWriter json, Optional<Money> cost) {
        if (cost.isPresent()) {
            json.member("cost_nanos", cost.get().nanos())
                    .member("cost_currency", cost.get().currency());
        } else {
            json.name("cost_nanos").nothing().name("cost_currency").nothing();
        }
    }

    private static void writeOwn(JsonWriter json, Attempt attempt) {
        json.member("treatment", attempt.treatment().id())
                .member("sent", attempt.sent())
                .member("received", attempt.received())
                .member("outcome", SqlColumns.clean(attempt.outcome()))
                .member("status", attempt.status())
                .member("started_micros", attempt.startedMicros())
                .member("first_byte_micros", attempt.firstByteMicros())
                .member("took_micros", attempt.tookMicros())
                .member("price_since", SqlColumns.clean(attempt.priceSince()));
        if (!attempt.changed().isEmpty()) {
            json.member("changed", SqlColumns.clean(attempt.changed()));
        }
    }

    /**
     * Parses them.
     *
     * @throws IllegalArgumentException if the text was not written by {@link #write}
     */
    static List<Attempt> read(String json, Shared row) {
        return FlatJson.readList(json).stream()
                .map(members -> attempt(new Members(members), row))
                .toList();
    }

    private static Attempt attempt(Members members, Shared row) {
        return new Attempt(
                members.text("destination").orElse(row.destination()),
                members.text("kind").map(AttemptsJson::kind).or(row::kind).orElseThrow(),
                members.text("data_class").map(DataClass::valueOf).orElse(row.dataClass()),
                SqlColumns.constant(Treatment.class, members.own("treatment")),
                members.number("sent"),
                members.number("received"),
                members.own("outcome"),
                (int) members.number("status"),
                members.number("started_micros"),
                members.number("first_byte_micros"),
                members.number("took_micros"),
                members.text("input").isPresent() ? usage(members) : row.usage(),
                members.text("cost_nanos").isPresent() ? cost(members) : row.cost(),
                members.own("price_since"),
                members.text("changed").orElse(""));
    }

    private static DestinationKind kind(String id) {
        return SqlColumns.constant(DestinationKind.class, id);
    }

    private static Usage usage(Members members) {
        return new Usage(
                members.number("input"),
                members.number("cached_input"),
                members.number("cache_write"),
                members.number("output"),
                members.number("reasoning"),
                Boolean.parseBoolean(members.own("estimated")));
    }

    private static Optional<Money> cost(Members members) {
        return members.own("cost_nanos").equals("null")
                ? Optional.empty()
                : Optional.of(new Money(members.number("cost_nanos"), members.own("cost_currency")));
    }

    /** The members of one attempt. */
    private record Members(Map<String, String> values) {

        Optional<String> text(String name) {
            return Optional.ofNullable(values.get(name));
        }

        String own(String name) {
            return text(name).orElseThrow(() -> new IllegalArgumentException("an attempt without its member " + name));
        }

        long number(String name) {
            return Long.parseLong(own(name));
        }
    }
}
