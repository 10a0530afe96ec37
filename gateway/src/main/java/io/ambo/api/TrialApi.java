package io.ambo.api;

import io.ambo.config.CatalogReader.TriedPolicy;
import io.ambo.core.Clock;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.core.RequestId;
import io.ambo.ledger.Entries;
import io.ambo.wire.JsonWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /api/trial}: what another policy would have done to requests that the ledger keeps. Nothing changes. */
public final class TrialApi {

    private static final int USUAL = 1000;
    private static final int MOST = 10_000;
    private static final int PAGE = 1000;
    private static final int LONGEST = 1 << 20;

    /** What no trial can know, since no texts are kept. */
    private static final List<String> LIMITS =
            List.of("texts-not-kept", "names-not-searched", "subjects-not-counted", "steering-not-kept");

    /** Finds a policy by its name, or reads it from a document. */
    public interface Policies {

        /** The policy of a name, with the catalogue of now. */
        TriedPolicy named(String name);

        /** A policy that is not installed. */
        TriedPolicy read(String document);
    }

    private final Supplier<Entries> entries;
    private final Policies policies;
    private final Clock clock;

    public TrialApi(Supplier<Entries> entries, Policies policies, Clock clock) {
        this.entries = entries;
        this.policies = policies;
        this.clock = clock;
    }

    public List<ApiEndpoint> endpoints() {
        return List.of(ApiEndpoint.post("/api/trial", ApiEndpoint.Access.READER, this::trial));
    }

    /**
     * {@code {"policy": NAME}} or {@code {"document": YAML}}, and in the query {@code last=N}, by default 1000, or
     * {@code from} and {@code to}, days in UTC.
     */
    private ApiReply trial(ApiRequest request) {
        var body = RequestBody.of(request, Set.of("policy", "document"));
        var tried = tried(body);
        var trial = new PolicyTrial(tried.catalog(), tried.policy());
        if (request.get("from").isPresent() || request.get("to").isPresent()) {
            days(request, trial);
        } else {
            entries.get().last(last(request)).forEach(trial::add);
        }
        var json = new JsonWriter(4096).openObject();
        trial.write(json);
        json.name("limits").openArray();
        LIMITS.forEach(json::string);
        return ApiReply.json(json.closeArray().closeObject().toString());
    }

    private TriedPolicy tried(RequestBody body) {
        var document = body.text("document");
        if (document.filter(text -> text.length() > LONGEST).isPresent()) {
            throw Refusal.of(Reason.TOO_LARGE, "config.too-large", 1).at("document");
        }
        return document.map(policies::read).orElseGet(() -> policies.named(body.required("policy")));
    }

    private static int last(ApiRequest request) {
        try {
            var last = request.get("last").map(Integer::parseInt).orElse(USUAL);
            if (last >= 1 && last <= MOST) {
                return last;
            }
        } catch (NumberFormatException _) {
            // handled below
        }
        throw Refusal.of(Reason.INVALID_MEMBER, "api.limit", MOST).at("last");
    }

    /** A page at a time, so that memory does not grow with the ledger. */
    private void days(ApiRequest request, PolicyTrial trial) {
        var today = clock.now().atZone(ZoneOffset.UTC).toLocalDate();
        var to = SumsApi.day(request, "to", today);
        var from = SumsApi.day(request, "from", LocalDate.EPOCH);
        var last = RequestId.highest(
                        to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1))
                .text();
        var after = from.equals(LocalDate.EPOCH)
                ? ""
                : RequestId.highest(
                                from.atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1))
                        .text();
        for (var page = entries.get().after(after, PAGE);
                !page.isEmpty();
                page = entries.get().after(after, PAGE)) {
            for (var entry : page) {
                if (entry.id().compareTo(last) > 0) {
                    return;
                }
                trial.add(entry);
            }
            after = page.getLast().id();
        }
    }
}
