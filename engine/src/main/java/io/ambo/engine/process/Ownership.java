package io.ambo.engine.process;

import io.ambo.engine.host.Platform;
import io.ambo.engine.host.ProcessTree;
import java.io.IOException;
import java.util.Optional;

/**
 * Tells the engine from another process that took its port, so that no other process is sent a prompt.
 *
 * <p>A socket in our private folder is proof enough, and so is an address that the configuration attaches. For a port,
 * the system is asked; where it does not tell, the key decides: the engine accepts its own key and refuses any other.
 *
 * @param ports the system's account
 * @param tree the engine's processes; none where it is trusted without a question
 * @param key the key of this instance
 * @param keyed whether the engine asks for it
 */
record Ownership(PortTable ports, Optional<ProcessTree> tree, EngineKey key, boolean keyed) {
    private static final int WELL = 200;
    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;

    /** For an engine that runs independently of Ambo. */
    static Ownership trusted(EngineKey key) {
        return new Ownership(PortTable.of(Platform.ANY), Optional.empty(), key, false);
    }

    /** The port, if another process listens there. */
    Optional<Integer> takenPort(EngineAddress at) {
        return switch (at) {
            case EngineAddress.UnixSocket _ -> Optional.empty();
            case EngineAddress.Loopback(int port) ->
                holder(port) == PortHolder.ANOTHER ? Optional.of(port) : Optional.empty();
        };
    }

    /** Returns whether the engine answered there, as far as that can be known. */
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
        int withAnotherKey = status(at, EngineKey.random(), probe);
        return (withAnotherKey == UNAUTHORISED || withAnotherKey == FORBIDDEN) && status(at, key, probe) == WELL;
    }

    private static int status(EngineAddress at, EngineKey shown, Probe probe) throws IOException {
        return new HttpQuestion(at, shown, probe.timeout())
                .get(probe.factsPath())
                .status();
    }
}
