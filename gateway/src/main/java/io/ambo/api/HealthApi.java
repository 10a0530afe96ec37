package io.ambo.api;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * {@code /healthz} tells that the process is alive, {@code /readyz} that it can authenticate callers and record
 * requests.
 */
public final class HealthApi {

    private final BooleanSupplier ready;
    private final BooleanSupplier writable;

    public HealthApi(BooleanSupplier ready, BooleanSupplier writable) {
        this.ready = ready;
        this.writable = writable;
    }

    public List<ApiEndpoint> endpoints() {
        return List.of(
                ApiEndpoint.get("/healthz", ApiEndpoint.Access.OPEN, this::alive),
                ApiEndpoint.get("/readyz", ApiEndpoint.Access.OPEN, this::ready));
    }

    public ApiReply alive(ApiRequest request) {
        return ApiReply.text("ok\n");
    }

    public ApiReply ready(ApiRequest request) {
        if (!ready.getAsBoolean()) {
            throw Refusal.of(Reason.NOT_READY, "api.not-ready").retryAfter(1);
        }
        if (!writable.getAsBoolean()) {
            throw Refusal.of(Reason.JOURNAL_UNAVAILABLE, "upstream.journal-gone")
                    .retryAfter(5);
        }
        return ApiReply.text("ready\n");
    }
}
