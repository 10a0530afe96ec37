package io.ambo.engine.process;

/** Which process listens at a port of this machine. */
enum PortHolder {
    /** No process does. */
    NOBODY,
    /** The engine's own processes, and no others. */
    OURS,
    /** A process that is none of the engine's. */
    ANOTHER,
    /** The system does not tell. */
    UNKNOWN
}
