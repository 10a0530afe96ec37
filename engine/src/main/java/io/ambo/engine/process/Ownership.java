package io.ambo.engine.process;

import io.ambo.engine.host.ListeningSockets;
import io.ambo.engine.host.ProcessTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the engine from another process that took its port, so that no other process is sent a prompt.
 *
 * <p>A socket in our private folder is proof enough, and so is an address that the configuration attaches. For a port,
 * the system is asked; where it does not tell, the key decides: the engine accepts its own key and refuses any other.
 *
 * @param proc the system's account; what is not there does not tell
 * @param tree the engine's processes; none where it is trusted without a question
 * @param key the key of this instance
 * @param keyed whether the engine asks for it
 */
record Ownership(Path proc, Optional<ProcessTree> tree, EngineKey key, boolean keyed) {
    static final Path PROC = Path.of("/proc");

    private static final int WELL = 200;
    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;

    /** Who listens at a port of this machine. */
    enum Holder {
        /** No process does. */
        NONE,
        /** The engine's own processes, and no others. */
        OURS,
        /** A process that is none of the engine's. */
        ANOTHER,
        /** The system does not tell. */
        UNKNOWN
    }

    /** For an engine that runs independently of Ambo. */
    static Ownership trusted(EngineKey key) {
        return new Ownership(PROC, Optional.empty(), key, false);
    }

    /** The port, if another process listens there. */
    Optional<Integer> takenPort(EngineAddress at) {
        return switch (at) {
            case EngineAddress.UnixSocket _ -> Optional.empty();
            case EngineAddress.Loopback(int port) ->
                holder(port) == Holder.ANOTHER ? Optional.of(port) : Optional.empty();
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
                    case NONE, ANOTHER -> false;
                };
        };
    }

    Holder holder(int port) {
        if (tree.isEmpty()) {
            return Holder.OURS;
        }
        return ListeningSockets.at(port, proc)
                .map(sockets -> holder(sockets, tree.get()))
                .orElse(Holder.UNKNOWN);
    }

    private static Holder holder(ListeningSockets sockets, ProcessTree engine) {
        if (sockets.names().isEmpty()) {
            return Holder.NONE;
        }
        try {
            Set<String> held = new HashSet<>();
            for (ProcessHandle process : engine.all()) {
                held.addAll(sockets.heldBy(process.pid()));
            }
            return held.containsAll(sockets.names()) ? Holder.OURS : Holder.ANOTHER;
        } catch (IOException hidden) {
            return Holder.UNKNOWN;
        }
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
