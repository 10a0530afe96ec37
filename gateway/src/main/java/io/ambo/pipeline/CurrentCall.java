package io.ambo.pipeline;

import io.ambo.provider.Call;
import org.jspecify.annotations.Nullable;

/** The call of an upstream that is under way, if one is; of what has not begun, every figure is 0. */
final class CurrentCall {

    private @Nullable Call call;
    private boolean callerTakes = true;
    private boolean answerTaken = true;

    void begun(Call begun) {
        call = begun;
        callerTakes = true;
        answerTaken = true;
    }

    /** Gives it up; its listener hears nothing more. */
    void cancel() {
        if (call != null) {
            call.cancel();
        }
    }

    /** Whether the caller takes more of the answer. */
    void callerTakes(boolean more) {
        callerTakes = more;
        read();
    }

    /** Whether what was read of the answer has been taken. */
    void answerTaken(boolean all) {
        answerTaken = all;
        read();
    }

    private void read() {
        if (call != null) {
            call.reading(callerTakes && answerTaken);
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
