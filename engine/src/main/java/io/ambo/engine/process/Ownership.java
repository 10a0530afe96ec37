package io.ambo.engine.process;

import io.ambo.engine.host.Platform;
import io.ambo.engine.host.ProcessTree;
import java.io.IOException;
import java.util.Optional;

/**
 * Tells an engine from a stranger who listens where it was to listen, so that no stranger is sent a prompt.
 *
 * <p>A socket in our private folder is proof enough, and so is what somebody attached by name. Of a port the system is
 * asked; where it does not tell, an engine with a key shows by it: its own is taken, any other is refused.
 *
 * @param ports the system's account
 * @param tree the engine's processes; none where it is trusted without a question
 * @param key the token of this life
 * @param keyed whether the engine asks for it
 */
record Ownership(PortTable ports, Optional<ProcessTree> tree, EngineKey key, boolean keyed) {
    private static final int WELL = 200;
    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;

    /** Of an engine that somebody else runs. */
    static Ownership trusted(EngineKey key) {
        return new Ownership(PortTable.of(Platform.ANY), Optional.empty(), key, false);
    }

    /** The port, if somebody else listens there. */
    Optional<Integer> takenPort(EngineAddress at) {
        return switch (at) {
            case EngineAddress.UnixSocket _ -> Optional.empty();
            case EngineAddress.Loopback(int port) ->
                holder(port) == PortHolder.ANOTHER ? Optional.of(port) : Optional.empty();
        };
    }

    /** Whether who answered there is known to be the engine, or cannot be told from it. */
    boolean isProven(EngineAddress at, Probe probe) throws IOException {
        return switch (at) {
            case EngineAddress.UnixSocket _ -> true;
            case EngineAddress.Loopback(int port) ->
                switch (holder(port)) {
                    case OURS -> true;
                    case UNKNOWN -> !keyed || minds(at, probe);
                    case NOBODY, ANOTHER -> false;
                };
        };
    }

    private PortHolder holder(int port) {
        return tree.map(it -> ports.holder(port, it)).orElse(PortHolder.OURS);
    }

    private boolean minds(EngineAddress at, Probe probe) throws IOException {
        int stranger = status(at, EngineKey.random(), probe);
        return (stranger == UNAUTHORISED || stranger == FORBIDDEN) && status(at, key, probe) == WELL;
    }

    private static int status(EngineAddress at, EngineKey shown, Probe probe) throws IOException {
        return new HttpQuestion(at, shown, probe.timeout())
                .get(probe.factsPath())
                .status();
    }
}
