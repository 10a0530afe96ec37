package io.ambo.api;

import io.ambo.pipeline.TokenEstimate;
import io.ambo.wire.JsonWriter;
import java.util.List;

/**
 * {@code /v1/messages/count_tokens} of Anthropic's Messages: an estimate by the text of the request, for no destination
 * is chosen for it and nothing of it leaves.
 */
public final class CountTokensApi {

    private final TokenEstimate estimate;

    public CountTokensApi(TokenEstimate estimate) {
        this.estimate = estimate;
    }

    public List<ApiEndpoint> endpoints() {
        return List.of(ApiEndpoint.post("/v1/messages/count_tokens", ApiEndpoint.Access.CALLER, this::count));
    }

    private ApiReply count(ApiRequest request) {
        var json = new JsonWriter().openObject().member("input_tokens", estimate.of(request.body()));
        return ApiReply.json(json.closeObject().toString()).with("x-ambo-estimate", "true");
    }
}
