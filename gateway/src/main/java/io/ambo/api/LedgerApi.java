package io.ambo.api;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.ledger.Entries;
import io.ambo.platform.Home;
import io.ambo.wire.JsonWriter;
import java.util.List;
import java.util.function.Supplier;

/** {@code /api/ledger}: the newest entries, and one entry with the whole account of how it was decided. */
public final class LedgerApi {

    private static final int USUAL = 20;
    private static final int MOST = 1000;

    private final Supplier<Entries> entries;
    private final Account account;

    /** {@code home} keeps the snapshots that entries name. */
    public LedgerApi(Supplier<Entries> entries, Home home) {
        this.entries = entries;
        this.account = new Account(home);
    }

    public List<ApiEndpoint> endpoints() {
        return List.of(
                ApiEndpoint.get("/api/ledger", ApiEndpoint.Access.READER, this::list),
                ApiEndpoint.get("/api/ledger/*", ApiEndpoint.Access.READER, this::one));
    }

    /**
     * {@code ?limit=N}: 1 to 1000, 20 without it, newest first. With {@code after=ID} those whose ids follow that one,
     * in the order of ids; an empty id begins with the first.
     */
    public ApiReply list(ApiRequest request) {
        var json = new JsonWriter(4096).openObject().name("entries").openArray();
        var after = request.get("after");
        var found = after.isPresent()
                ? entries.get().after(after.get(), limit(request))
                : entries.get().last(limit(request));
        found.forEach(entry -> EntryJson.write(json, entry));
        return ApiReply.json(json.closeArray().closeObject().toString());
    }

    /** By an id or the beginning of one; {@code last} is the newest. */
    public ApiReply one(ApiRequest request) {
        var asked = request.rest();
        var found = asked.equals("last")
                ? entries.get().last(1).stream().findFirst()
                : entries.get().find(asked);
        var entry = found.orElseThrow(() -> asked.equals("last")
                ? Refusal.of(Reason.UNKNOWN_PATH, "api.ledger-empty").hint("api.ledger-empty.hint")
                : Refusal.of(Reason.UNKNOWN_PATH, "api.unknown-entry").hint("api.unknown-entry.hint"));
        var json = new JsonWriter(4096).openObject().name("entry");
        EntryJson.write(json, entry);
        json.name("verdict");
        account.write(json, entry, request.language());
        return ApiReply.json(json.closeObject().toString());
    }

    private static int limit(ApiRequest request) {
        try {
            var limit = request.get("limit").map(Integer::parseInt).orElse(USUAL);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw Refusal.of(Reason.INVALID_MEMBER, "api.limit", MOST).at("limit");
    }
}
