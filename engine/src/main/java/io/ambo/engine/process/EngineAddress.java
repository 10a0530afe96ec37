package io.ambo.engine.process;

import java.nio.file.Path;

/** Where an engine listens; never beyond this machine. */
public sealed interface EngineAddress {

    /**
     * A Unix socket in a folder that only this user may enter.
     *
     * @param path the socket's file
     */
    record UnixSocket(Path path) implements EngineAddress {}

    /**
     * A port on 127.0.0.1.
     *
     * @param port 1 to 65535
     */
    record Loopback(int port) implements EngineAddress {
        public Loopback {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("A port is 1 to 65535, not " + port);
            }
        }
    }
}
