package io.ambo.api;

import java.util.List;
import java.util.function.Supplier;

/** {@code /metrics}: the metrics of the process in Prometheus' text format. */
public final class MetricsApi {

    private final String mediaType;
    private final Supplier<byte[]> text;

    public MetricsApi(String mediaType, Supplier<byte[]> text) {
        this.mediaType = mediaType;
        this.text = text;
    }

    public List<ApiEndpoint> endpoints() {
        return List.of(ApiEndpoint.get("/metrics", ApiEndpoint.Access.LOCAL_OR_READER, this::metrics));
    }

    private ApiReply metrics(ApiRequest request) {
        return new ApiReply(200, mediaType, text.get());
    }
}
