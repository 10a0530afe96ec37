package io.ambo.pipeline;

import io.ambo.provider.Call;
import org.jspecify.annotations.Nullable;

/** The call of an upstream that is under way, if one is; of what has not begun, every figure is 0. */
final class CurrentCall {

    private @Nullable Call call;

    void begun(Call begun) {
        call = begun;
    }

    /** Gives it up; its listener hears nothing more. */
    void cancel() {
        if (call != null) {
            call.cancel();
        }
    }

    /** Stops or goes on reading the answer. */
    void reading(boolean on) {
        if (call != null) {
            call.reading(on);
        }
    }

    /** Bytes of the upstream's answer so far. */
    long received() {
        return call == null ? 0 : call.received();
    }

    /** Whether any of the request may have gone to the upstream. */
    boolean sent() {
        return call != null && call.sent();
    }

    /** How many waited for the engine when this one came, itself included; 0 when it did not have to. */
    int queuePosition() {
        return call == null ? 0 : call.queuePosition();
    }

    /** How long it was likely to wait; 0 when that was not known. */
    long queueSeconds() {
        return call == null ? 0 : (call.queueEstimate().toMillis() + 999) / 1000;
    }
}
