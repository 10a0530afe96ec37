package io.ambo.pipeline;

import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The steps of an answer on its way to the caller, and the place for large work. */
interface AnswerSteps {

    /** Puts the caller's own values back. */
    <T> T restore(Steps.Work<T, JsonException> restoring) throws JsonException;

    /** Remembers what the provider of an attempt has sealed in a part of its reply; any thread may say so. */
    void replied(AttemptRecord attempt, JsonIndex reply);

    /** Prices what an attempt used. */
    void meter(AttemptRecord attempt);

    /**
     * Does work on so many bytes away from the loop.
     *
     * @param then hears on the loop that it is done; what it is given returns the result, or throws what the work threw
     */
    <T> void offload(long bytes, Supplier<T> work, Consumer<Supplier<T>> then);
}
