package io.ambo.api;

import io.ambo.core.Caller;
import io.ambo.core.Clock;
import io.ambo.core.Money;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.ledger.Correction;
import io.ambo.ledger.Entries;
import io.ambo.ledger.Entry;
import io.ambo.platform.Home;
import io.ambo.wire.JsonWriter;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** {@code /api/ledger}: the newest entries, one entry with the full account of its decision, and corrections. */
public final class LedgerApi {

    private static final int USUAL = 20;
    private static final int MOST = 1000;

    private static final int LONGEST_REASON = 500;
    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?) ?([A-Z]{3})?");

    private final Supplier<Entries> entries;
    private final Account account;
    private final Supplier<Map<String, String>> names;
    private final Corrected corrected;
    private final Clock clock;

    /** Is notified when the cost of an entry is corrected. */
    public interface Corrected {
        void corrected(Entry before, Entry after);
    }

    /**
     * Answers requests about entries.
     *
     * @param home stores the snapshots that entries name
     * @param names the display names of keys, by id
     */
    public LedgerApi(
            Supplier<Entries> entries,
            Home home,
            Supplier<Map<String, String>> names,
            Corrected corrected,
            Clock clock) {
        this.entries = entries;
        this.account = new Account(home);
        this.names = names;
        this.corrected = corrected;
        this.clock = clock;
    }

    public List<ApiEndpoint> endpoints() {
        return List.of(
                ApiEndpoint.get("/api/ledger", ApiEndpoint.Access.READER, this::list),
                ApiEndpoint.get("/api/ledger/*", ApiEndpoint.Access.READER, this::one),
                ApiEndpoint.post("/api/ledger/*", ApiEndpoint.Access.ADMINISTRATOR, this::correct));
    }

    /**
     * {@code ?limit=N}: 1 to 1000, default 20, newest first. With {@code after=ID}, entries with greater ids in the
     * order of ids; an empty id starts with the first.
     */
    public ApiReply list(ApiRequest request) {
        var json = new JsonWriter(4096).openObject().name("entries").openArray();
        var after = request.get("after");
        var found = after.isPresent()
                ? entries.get().after(after.get(), limit(request))
                : entries.get().last(limit(request));
        var called = names.get();
        found.forEach(entry -> EntryJson.write(json, entry, called));
        return ApiReply.json(json.closeArray().closeObject().toString());
    }

    /** By an id or a prefix of one; {@code last} is the newest. */
    public ApiReply one(ApiRequest request) {
        var entry = named(request.rest());
        var json = new JsonWriter(4096).openObject().name("entry");
        EntryJson.write(json, entry, names.get());
        json.name("verdict");
        account.write(json, entry, request.language());
        return ApiReply.json(json.closeObject().toString());
    }

    /**
     * {@code {"cost": "0.12USD", "reason": "…"}}: corrects the booked cost of an entry. The currency is optional if the
     * entry has one. A user on this machine may state a name ({@code author}); a key is its own author.
     */
    private ApiReply correct(ApiRequest request) {
        var body = RequestBody.of(request, Set.of("cost", "reason", "author"));
        var entry = named(request.rest());
        var reason = body.required("reason").strip();
        if (reason.isEmpty()
                || reason.length() > LONGEST_REASON
                || reason.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.of(Reason.INVALID_MEMBER, "api.correct.reason", LONGEST_REASON)
                    .at("reason");
        }
        var cost = amount(body.required("cost").strip(), entry);
        var now = clock.now().truncatedTo(ChronoUnit.MICROS);
        var after = entries.get().correct(entry, new Correction(now, author(request.caller(), body), reason, cost));
        corrected.corrected(entry, after);
        var json = new JsonWriter(4096).openObject().name("entry");
        EntryJson.write(json, after, names.get());
        return ApiReply.json(json.closeObject().toString());
    }

    private static String author(Caller caller, RequestBody body) {
        var isLocal = caller.id().equals("console")
                || caller.id().equals(Caller.keyless().id());
        return body.text("author").filter(_ -> isLocal).orElse(caller.name());
    }

    private static Money amount(String text, Entry entry) {
        var written = AMOUNT.matcher(text);
        if (!written.matches()) {
            throw Refusal.of(Reason.INVALID_MEMBER, "api.correct.cost").at("cost");
        }
        var currency = Optional.ofNullable(written.group(2))
                .or(() -> entry.cost().or(entry::reserved).map(Money::currency))
                .orElseThrow(() -> Refusal.of(Reason.INVALID_MEMBER, "api.correct.currency")
                        .at("cost"));
        return Money.of(new BigDecimal(written.group(1)), currency);
    }

    private Entry named(String asked) {
        var found = asked.equals("last")
                ? entries.get().last(1).stream().findFirst()
                : entries.get().find(asked);
        return found.orElseThrow(() -> asked.equals("last")
                ? Refusal.of(Reason.UNKNOWN_PATH, "api.ledger-empty").hint("api.ledger-empty.hint")
                : Refusal.of(Reason.UNKNOWN_PATH, "api.unknown-entry").hint("api.unknown-entry.hint"));
    }

    private static int limit(ApiRequest request) {
        try {
            var limit = request.get("limit").map(Integer::parseInt).orElse(USUAL);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException _) {
            // handled below
        }
        throw Refusal.of(Reason.INVALID_MEMBER, "api.limit", MOST).at("limit");
    }
}
