package io.ambo.api;

import io.ambo.catalog.Catalog;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.privacy.Masking;
import io.ambo.privacy.Masking.Masked;
import io.ambo.wire.JsonWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code /api/mask}: accepts a text and returns it with placeholders and a table of findings. */
public final class MaskApi {

    private final Function<Optional<String>, Masking> masking;
    private final Supplier<Catalog> catalog;

    /** {@code masking} is that of a policy's name, or of the usual policy. */
    public MaskApi(Function<Optional<String>, Masking> masking, Supplier<Catalog> catalog) {
        this.masking = masking;
        this.catalog = catalog;
    }

    public List<ApiEndpoint> endpoints() {
        return List.of(ApiEndpoint.post("/api/mask", ApiEndpoint.Access.READER, this::mask));
    }

    /** Accepts {@code {"text": "…", "policy": "…"}}. The values found are returned to the client that sent them. */
    public ApiReply mask(ApiRequest request) {
        var body = RequestBody.of(request, Set.of("text", "policy"));
        var names = new KindNames(catalog.get(), request.language());
        return ApiReply.json(json(masking.apply(policy(body)).mask(body.required("text")), names));
    }

    private Optional<String> policy(RequestBody body) {
        var policy = body.text("policy");
        policy.filter(name -> catalog.get().policy(name).isEmpty()).ifPresent(_ -> {
            throw Refusal.of(
                            Reason.INVALID_MEMBER,
                            "api.mask.policy",
                            catalog.get().policyNames())
                    .at("policy");
        });
        return policy;
    }

    private static String json(Masked masked, KindNames names) {
        var json = new JsonWriter(1024).openObject();
        json.member("text", masked.text());
        json.member("class", masked.dataClass().name());
        json.name("findings").openArray();
        for (var row : masked.rows()) {
            json.openObject();
            json.member("recogniser", row.recogniser());
            json.member("kind", row.kind().id());
            json.member("name", names.of(row.recogniser()));
            json.member("class", row.dataClass().name());
            json.member("start", row.start()).member("end", row.end());
            if (!row.placeholder().isEmpty()) {
                json.member("placeholder", row.placeholder()).member("restored", row.restored());
            }
            row.certainty().ifPresent(certainty -> {
                json.member("certainty", certainty.name().toLowerCase(Locale.ROOT));
                json.member("score", row.score());
            });
            json.member("value", row.value());
            json.closeObject();
        }
        return json.closeArray().closeObject().toString();
    }
}
