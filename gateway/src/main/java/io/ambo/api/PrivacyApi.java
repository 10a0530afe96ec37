package io.ambo.api;

import io.ambo.catalog.Catalog;
import io.ambo.core.Clock;
import io.ambo.core.RequestId;
import io.ambo.ledger.Entries;
import io.ambo.ledger.Entry;
import io.ambo.wire.JsonWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;

/** {@code /api/privacy}: what left, where to, and how it was treated, from the ledger; for an impact assessment. */
public final class PrivacyApi {

    private static final int PAGE = 1000;
    private static final int USUAL_DAYS = 30;

    private final Supplier<Entries> entries;
    private final Supplier<Catalog> catalog;
    private final Clock clock;

    /** {@code catalog} says in which country a destination is, and of which kind a recogniser. */
    public PrivacyApi(Supplier<Entries> entries, Supplier<Catalog> catalog, Clock clock) {
        this.entries = entries;
        this.catalog = catalog;
        this.clock = clock;
    }

    public List<ApiEndpoint> endpoints() {
        return List.of(ApiEndpoint.get("/api/privacy", ApiEndpoint.Access.READER, this::report));
    }

    /** {@code ?from=2026-11-01&to=2026-11-30}: days in UTC, inclusive, by default the last thirty. */
    private ApiReply report(ApiRequest request) {
        var today = clock.now().atZone(ZoneOffset.UTC).toLocalDate();
        var from = SumsApi.day(request, "from", today.minusDays(USUAL_DAYS - 1L));
        var to = SumsApi.day(request, "to", today);
        var report = new PrivacyReport(catalog.get());
        read(from, to, report);
        var json = new JsonWriter(4096).openObject();
        json.member("from", from.toString()).member("to", to.toString());
        report.write(json);
        return ApiReply.json(json.closeObject().toString());
    }

    /** A page at a time, so that memory does not grow with the ledger. */
    private void read(LocalDate from, LocalDate to, PrivacyReport report) {
        var end = to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        var last = RequestId.highest(end.minusMillis(1)).text();
        var after = RequestId.highest(
                        from.atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1))
                .text();
        List<Entry> page;
        do {
            page = entries.get().after(after, PAGE);
            for (var entry : page) {
                if (entry.id().compareTo(last) > 0) {
                    return;
                }
                report.add(entry);
                after = entry.id();
            }
        } while (page.size() == PAGE);
    }
}
