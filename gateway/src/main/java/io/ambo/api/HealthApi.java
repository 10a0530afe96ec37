package io.ambo.api;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.util.function.BooleanSupplier;

/** {@code /healthz} says that the process lives, {@code /readyz} that it can admit callers. */
public final class HealthApi {

    private final BooleanSupplier ready;

    public HealthApi(BooleanSupplier ready) {
        this.ready = ready;
    }

    public ApiReply alive(ApiRequest request) {
        return ApiReply.text("ok\n");
    }

    public ApiReply ready(ApiRequest request) {
        if (!ready.getAsBoolean()) {
            throw Refusal.of(Reason.NOT_READY, "api.not-ready").retryAfter(1);
        }
        return ApiReply.text("ready\n");
    }
}
