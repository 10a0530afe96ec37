package io.ambo.engine;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One life of an engine, from its start to its end: the process, its folder, its key, and where it listens.
 *
 * @param key the token of this life
 * @param address completes when it is known where the engine listens
 * @param exit completes with the exit status; never for an engine that somebody else runs
 * @param ownership tells whether it is the engine that answers there
 * @param log what it says
 * @param end what ends it
 */
record Life(
        EngineKey key,
        CompletableFuture<EngineAddress> address,
        CompletableFuture<Integer> exit,
        Ownership ownership,
        EngineLog log,
        Runnable end)
        implements AutoCloseable {

    /** The death that the exit status tells. */
    Death death() {
        return Death.ofStatus(exit.join(), log.lastLines());
    }

    List<String> lastLines() {
        return log.lastLines();
    }

    /** Whether the engine is there and well, and it is the engine. */
    boolean answers(EngineAddress at, Probe probe) {
        try {
            return new HttpQuestion(at, key, probe.timeout()).get(probe.path()).status() == 200
                    && ownership.isProven(at, probe);
        } catch (IOException e) {
            return false;
        }
    }

    /** The death that it is when a stranger listens where the engine was to. */
    Optional<Death> displaced(EngineAddress at) {
        return ownership.takenPort(at).map(Death.PortTaken::new);
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
