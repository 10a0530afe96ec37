package io.ambo.engine.process;

import io.ambo.engine.host.ExitCause;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One running engine, from start to exit: its process, run folder, key and address. A restart makes a new instance.
 *
 * @param key the key that this instance demands
 * @param address completes when the engine's address is known
 * @param exit completes with the exit status; never for an attached engine
 * @param ownership checks that the engine, and no other process, answers at the address
 * @param log its log
 * @param end stops it
 */
record EngineInstance(
        EngineKey key,
        CompletableFuture<EngineAddress> address,
        CompletableFuture<Integer> exit,
        Ownership ownership,
        EngineLog log,
        Runnable end)
        implements AutoCloseable {

    /** The cause that the exit status tells. */
    ExitCause exitCause() {
        return ExitCause.ofStatus(exit.join(), log.lastLines());
    }

    List<String> lastLines() {
        return log.lastLines();
    }

    /** Returns whether the engine itself answers its health check. */
    boolean answers(EngineAddress at, Probe probe) {
        try {
            return new HttpQuestion(at, key, probe.timeout()).get(probe.path()).status() == 200
                    && ownership.isProven(at, probe);
        } catch (IOException e) {
            return false;
        }
    }

    /** Present if another process listens at the engine's port. */
    Optional<ExitCause> portTaken(EngineAddress at) {
        return ownership.takenPort(at).map(ExitCause.PortTaken::new);
    }

    ModelFacts facts(EngineAddress at, Probe probe) {
        try {
            return ModelFacts.read(new HttpQuestion(at, key, probe.timeout())
                    .get(probe.factsPath())
                    .body());
        } catch (IOException e) {
            return ModelFacts.NONE;
        }
    }

    @Override
    public void close() {
        end.run();
    }
}
