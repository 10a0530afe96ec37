package io.ambo.api;

import io.ambo.wire.JsonWriter;
import java.util.List;
import java.util.function.Supplier;

/** {@code /api/reload}: reads the configuration again, completely or not at all. */
public final class ReloadApi {

    private final Supplier<String> reload;

    /** {@code reload} returns the new version, or throws a refusal with every mistake. */
    public ReloadApi(Supplier<String> reload) {
        this.reload = reload;
    }

    public List<ApiEndpoint> endpoints() {
        return List.of(ApiEndpoint.post("/api/reload", ApiEndpoint.Access.ADMINISTRATOR, this::reload));
    }

    public ApiReply reload(ApiRequest request) {
        var json = new JsonWriter().openObject();
        return ApiReply.json(
                json.member("config_version", reload.get()).closeObject().toString());
    }
}
