package io.ambo.api;

import io.ambo.catalog.Catalog;
import io.ambo.core.Caller;
import io.ambo.core.Language;
import io.ambo.core.Refusal;
import io.ambo.pipeline.Preview;
import io.ambo.pipeline.Preview.OutgoingBody;
import io.ambo.pipeline.Preview.PreviewResult;
import io.ambo.privacy.Finding;
import io.ambo.routing.Verdict.Standing;
import io.ambo.wire.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * {@code /api/preview}: accepts a request body and returns what would happen to it. Nothing is sent and nothing is
 * recorded. The body is a chat in OpenAI's format unless {@code surface} in the query names another supported format.
 */
public final class PreviewApi {

    /** Query members and the request headers that they stand for. */
    private static final Map<String, String> HEADERS =
            Map.of("class", "x-ambo-class", "conversation", "x-ambo-conversation", "policy", "x-ambo-policy");

    /** A longer list is not readable, and each finding's path is searched for from the start of the body. */
    private static final int MOST_LISTED = 1000;

    private final Preview preview;
    private final Supplier<Catalog> catalog;
    private final BooleanSupplier keyless;

    /** {@code keyless} tells whether callers currently need no key. */
    public PreviewApi(Preview preview, Supplier<Catalog> catalog, BooleanSupplier keyless) {
        this.preview = preview;
        this.catalog = catalog;
        this.keyless = keyless;
    }

    public List<ApiEndpoint> endpoints() {
        return List.of(ApiEndpoint.post("/api/preview", ApiEndpoint.Access.READER, this::preview));
    }

    public ApiReply preview(ApiRequest request) {
        var headers = new HashMap<String, String>();
        HEADERS.forEach((member, header) -> request.get(member).ifPresent(value -> headers.put(header, value)));
        // Placeholders depend on the caller; a user with the server's token will send requests without a key.
        var caller = keyless.getAsBoolean() ? Caller.keyless() : request.caller();
        var outlook = preview.of(request.body(), request.get("surface"), headers, caller);
        return ApiReply.json(json(outlook, new KindNames(catalog.get(), request.language())));
    }

    private static String json(PreviewResult outlook, KindNames names) {
        var language = names.language();
        var json = new JsonWriter(8192).openObject();
        json.member("class", outlook.dataClass().name());
        EntryJson.counts(json, "found", outlook.findings().counts());
        json.name("findings").openArray();
        var findings = outlook.findings().findings();
        findings.stream().limit(MOST_LISTED).forEach(finding -> finding(json, finding, names));
        json.closeArray();
        json.member("findings_left_out", Math.max(0, findings.size() - MOST_LISTED));
        json.name("mentions").openArray();
        outlook.findings().mentions().stream().limit(MOST_LISTED).forEach(finding -> finding(json, finding, names));
        json.closeArray();
        json.member("asked", outlook.verdict().question().asked());
        json.member("policy", outlook.verdict().question().policy());
        json.member("config_version", outlook.verdict().version());
        json.name("limit");
        outlook.limit().ifPresentOrElse(refusal -> limit(json, refusal, language), json::nothing);
        json.name("verdict").openObject();
        new VerdictJson(json, language).write(outlook.verdict());
        json.closeObject().name("parcels").openArray();
        outlook.verdict().standings().forEach(standing -> parcel(json, outlook, standing, language));
        return json.closeArray().closeObject().toString();
    }

    /** Why the limits of the key refuse a request just now. */
    private static void limit(JsonWriter json, Refusal refusal, Language language) {
        json.openObject();
        json.member("code", refusal.reason().code());
        json.member("message", refusal.in(language));
        json.member("retry_after_seconds", refusal.retryAfterSeconds());
        json.closeObject();
    }

    private static void finding(JsonWriter json, Finding finding, KindNames names) {
        json.openObject();
        json.member("recogniser", finding.recogniser());
        json.member("kind", finding.kind().id());
        json.member("name", names.of(finding.recogniser()));
        json.member("class", finding.dataClass().name());
        json.member("path", finding.path());
        json.member("replaceable", finding.replaceable());
        json.closeObject();
    }

    private static void parcel(JsonWriter json, PreviewResult outlook, Standing standing, Language language) {
        var id = standing.destination().id();
        switch (outlook.parcels().get(id)) {
            case null -> {}
            case OutgoingBody.Ready(var body, var replaced, var changed) -> {
                opened(json, standing);
                EntryJson.counts(json, "replaced", replaced);
                json.name("changed").openArray();
                changed.forEach(json::string);
                json.closeArray();
                json.member("body", new String(body, StandardCharsets.UTF_8));
                json.closeObject();
            }
            case OutgoingBody.Impossible(var why) -> {
                opened(json, standing);
                json.member("impossible", why.in(language));
                json.closeObject();
            }
        }
    }

    private static void opened(JsonWriter json, Standing standing) {
        json.openObject();
        json.member("destination", standing.destination().id());
        json.member("kind", standing.destination().kind().id());
        json.member("rank", standing.rank());
        json.member("treatment", VerdictJson.id(standing.treatment()));
    }
}
