package io.ambo.engine.process;

import io.ambo.engine.host.AbsentReason;
import io.ambo.engine.host.ExitCause;
import io.ambo.engine.weights.FetchProgress;
import java.time.Instant;

/** Where an engine stands. */
public sealed interface EngineState {

    /** There is none, and why. */
    record Absent(AbsentReason reason) implements EngineState {}

    /** It is not loaded, or sleeps in its own way, and will be loaded on the next request. */
    record Asleep() implements EngineState {}

    /** Its program or its weights are being fetched. */
    record Fetching(FetchProgress progress) implements EngineState {}

    /** It is being brought up and does not answer yet. */
    record Starting() implements EngineState {}

    /** It answers. */
    record Ready(EngineAddress address, EngineKey key, Instant since, ModelFacts facts) implements EngineState {}

    /** Its process exited; the next start, the attempt counted from 1, is at the given time. */
    record Restarting(ExitCause reason, int attempt, Instant at) implements EngineState {}

    /** It was stopped by us, and stays so. */
    record Stopped() implements EngineState {}
}
