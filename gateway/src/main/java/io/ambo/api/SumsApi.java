package io.ambo.api;

import io.ambo.core.Clock;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.ledger.Entries;
import io.ambo.ledger.Sum;
import io.ambo.wire.JsonWriter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@code /api/sums}: sums of entries by day, model, key, destination, class or outcome, or by several of these. */
public final class SumsApi {

    private static final int USUAL_DAYS = 30;

    private static final Map<String, Sum.By> GROUPS = Map.of(
            "day", Sum.By.DAY,
            "model", Sum.By.ASKED,
            "key", Sum.By.CALLER,
            "destination", Sum.By.DESTINATION,
            "class", Sum.By.DATA_CLASS,
            "outcome", Sum.By.OUTCOME);

    private static final String KEY = "key";

    private final Supplier<Entries> entries;
    private final Supplier<Map<String, String>> keys;
    private final Clock clock;

    /** {@code keys} returns the display names of keys, by id. */
    public SumsApi(Supplier<Entries> entries, Supplier<Map<String, String>> keys, Clock clock) {
        this.entries = entries;
        this.keys = keys;
        this.clock = clock;
    }

    public List<ApiEndpoint> endpoints() {
        return List.of(ApiEndpoint.get("/api/sums", ApiEndpoint.Access.READER, this::sums));
    }

    /**
     * {@code ?by=day,model&from=2026-11-01&to=2026-11-30}: one or more groups; days in UTC, inclusive, by default the
     * last thirty. Each sum names its groups: {@code {"group": {"day": …, "model": …}, …}}. Requests with an unknown
     * price have a separate sum, without a cost and with their number as {@code unpriced}.
     */
    public ApiReply sums(ApiRequest request) {
        var names = names(request.get("by").orElse("day"));
        var by = names.stream().map(GROUPS::get).toList();
        var today = clock.now().atZone(ZoneOffset.UTC).toLocalDate();
        var from = day(request, "from", today.minusDays(USUAL_DAYS - 1L));
        var to = day(request, "to", today);
        var json = new JsonWriter(2048).openObject();
        json.member("from", from.toString()).member("to", to.toString());
        json.name("sums").openArray();
        var called = names.contains(KEY) ? keys.get() : Map.<String, String>of();
        entries.get().sums(by, from, to).forEach(sum -> write(json, names, sum, called));
        return ApiReply.json(json.closeArray().closeObject().toString());
    }

    /** Each name once, in the order of the query. */
    private static List<String> names(String by) {
        var names = Stream.of(by.split(",", -1)).distinct().toList();
        if (!GROUPS.keySet().containsAll(names)) {
            throw Refusal.of(Reason.INVALID_MEMBER, "api.sums.by").at("by");
        }
        return names;
    }

    private static void write(JsonWriter json, List<String> names, Sum sum, Map<String, String> called) {
        json.openObject();
        json.name("group").openObject();
        for (var i = 0; i < names.size(); i++) {
            json.member(names.get(i), sum.groups().get(i));
        }
        json.closeObject();
        if (names.contains(KEY)) {
            var id = sum.groups().get(names.indexOf(KEY));
            json.member("key_name", called.getOrDefault(id, id));
        }
        json.member("requests", sum.requests());
        EntryJson.usage(json, sum.usage());
        EntryJson.money(json, "cost", sum.cost());
        json.member("unpriced", sum.unpriced());
        json.closeObject();
    }

    /** A day of the query, or another. */
    static LocalDate day(ApiRequest request, String name, LocalDate fallback) {
        try {
            return request.get(name).map(LocalDate::parse).orElse(fallback);
        } catch (DateTimeException _) {
            throw Refusal.of(Reason.INVALID_MEMBER, "api.sums.day", name).at(name);
        }
    }
}
