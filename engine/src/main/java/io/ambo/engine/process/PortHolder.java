package io.ambo.engine.process;

/** Who listens at a port of this machine. */
enum PortHolder {
    /** Nobody does. */
    NOBODY,
    /** The engine's own processes, and no others. */
    OURS,
    /** A process that is none of the engine's. */
    ANOTHER,
    /** The system does not tell. */
    UNKNOWN
}
