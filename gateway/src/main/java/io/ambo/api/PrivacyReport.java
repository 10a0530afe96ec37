package io.ambo.api;

import io.ambo.catalog.Catalog;
import io.ambo.catalog.Kind;
import io.ambo.catalog.Recogniser;
import io.ambo.catalog.Treatment;
import io.ambo.core.DataClass;
import io.ambo.ledger.Attempt;
import io.ambo.ledger.Entry;
import io.ambo.wire.JsonWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What left, summed up from entries: for each destination with its country, class and treatment, how many requests and
 * bytes, and how many values of each kind; further what stayed, and what guards did to answers.
 */
final class PrivacyReport {

    private static final String TAGGED = "-tagged";

    private final Map<String, String> kinds;
    private final Map<String, String> countries;
    private final Map<Row, Sum> left = new TreeMap<>();
    private final Map<DataClass, Long> stayed = new TreeMap<>();
    private final Map<String, Integer> guarded = new TreeMap<>();
    private long requests;

    /** Where requests went, what was in them, and what was done to it. */
    private record Row(String destination, String where, DataClass dataClass, Treatment treatment)
            implements Comparable<Row> {

        @Override
        public int compareTo(Row other) {
            var byDestination = destination.compareTo(other.destination);
            var byClass = byDestination == 0 ? dataClass.compareTo(other.dataClass) : byDestination;
            return byClass == 0 ? treatment.compareTo(other.treatment) : byClass;
        }
    }

    private static final class Sum {

        private long requests;
        private long interrupted;
        private long bytes;
        private final Map<String, Long> kinds = new TreeMap<>();
    }

    /** With the kinds of recognisers and the countries of providers as this catalogue has them. */
    PrivacyReport(Catalog catalog) {
        this.kinds = catalog.recognisers().stream()
                .collect(Collectors.toMap(Recogniser::id, it -> it.kind().id(), (first, _) -> first));
        this.countries = new TreeMap<>();
        catalog.providers()
                .forEach(provider ->
                        provider.dataTerms().domicile().ifPresent(country -> countries.put(provider.id(), country)));
    }

    /** What an attempt sent left, whatever came of it; of one that was cut off nobody knows, so it counts too. */
    void add(Entry entry) {
        requests++;
        entry.guarded().forEach((guard, times) -> guarded.merge(guard, times, Integer::sum));
        var any = false;
        for (var attempt : entry.attempts()) {
            if (attempt.sent() > 0) {
                any = true;
                add(entry, attempt);
            }
        }
        if (!any) {
            stayed.merge(entry.dataClass(), 1L, Long::sum);
        }
    }

    private void add(Entry entry, Attempt attempt) {
        var row = new Row(attempt.destination(), attempt.kind().id(), attempt.dataClass(), attempt.treatment());
        var sum = left.computeIfAbsent(row, _ -> new Sum());
        sum.requests++;
        sum.bytes += attempt.sent();
        if (attempt.interrupted() || attempt.underWay()) {
            sum.interrupted++;
        }
        entry.found().forEach((recogniser, count) -> sum.kinds.merge(kind(recogniser), (long) count, Long::sum));
    }

    /** A recogniser's kind; its id, if the catalogue no longer has it. */
    private String kind(String recogniser) {
        var known = kinds.get(recogniser);
        if (known != null) {
            return known;
        }
        var tagged = recogniser.endsWith(TAGGED)
                ? recogniser.substring(0, recogniser.length() - TAGGED.length())
                : recogniser;
        return Kind.of(tagged).map(Kind::id).orElse(recogniser);
    }

    void write(JsonWriter json) {
        json.member("requests", requests);
        json.name("left").openArray();
        left.forEach((row, sum) -> write(json, row, sum));
        json.closeArray().name("stayed").openObject();
        stayed.forEach((dataClass, count) -> json.member(dataClass.name(), count));
        json.closeObject().name("guarded").openObject();
        guarded.forEach(json::member);
        json.closeObject();
    }

    private void write(JsonWriter json, Row row, Sum sum) {
        json.openObject().member("destination", row.destination()).member("kind", row.where());
        json.name("country");
        var provider =
                row.destination().substring(0, Math.max(0, row.destination().indexOf('/')));
        var country = countries.get(provider);
        if (country == null) {
            json.nothing();
        } else {
            json.string(country);
        }
        json.member("class", row.dataClass().name()).member("treatment", VerdictJson.id(row.treatment()));
        json.member("requests", sum.requests).member("interrupted", sum.interrupted);
        json.member("bytes", sum.bytes).name("kinds").openObject();
        sum.kinds.forEach(json::member);
        json.closeObject().closeObject();
    }
}
