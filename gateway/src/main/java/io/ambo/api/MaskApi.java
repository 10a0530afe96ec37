package io.ambo.api;

import io.ambo.catalog.Catalog;
import io.ambo.privacy.Masking;
import io.ambo.privacy.Masking.Masked;
import io.ambo.wire.JsonWriter;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /api/mask}: accepts a text and returns it with placeholders and a table of findings. */
public final class MaskApi {

    private final Supplier<Masking> masking;
    private final Supplier<Catalog> catalog;

    public MaskApi(Supplier<Masking> masking, Supplier<Catalog> catalog) {
        this.masking = masking;
        this.catalog = catalog;
    }

    public List<ApiEndpoint> endpoints() {
        return List.of(ApiEndpoint.post("/api/mask", ApiEndpoint.Access.READER, this::mask));
    }

    /** Accepts {@code {"text": "…"}}. The values found are returned to the client that sent them. */
    public ApiReply mask(ApiRequest request) {
        var body = RequestBody.of(request, Set.of("text"));
        var names = new KindNames(catalog.get(), request.language());
        return ApiReply.json(json(masking.get().mask(body.required("text")), names));
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
            json.member("placeholder", row.placeholder());
            json.member("value", row.value());
            json.closeObject();
        }
        return json.closeArray().closeObject().toString();
    }
}
