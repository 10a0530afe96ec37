package io.ambo.wire;

/** The origin and purpose of a text in a request: who wrote it and who reads it. */
public enum Role {
    /** Instructions of the application. */
    SYSTEM,
    /** Text by the user. */
    USER,
    /** A model's answer in an earlier turn. */
    HISTORY,
    /** The result of a tool call. */
    TOOL_RESULT,
    /** The arguments of a tool call in an earlier turn. */
    TOOL_ARGUMENT,
    /** Names, descriptions and defaults of tools and response formats. */
    SCHEMA,
    /** Names of participants, user ids, metadata. */
    METADATA,
    /** Everything else, including members unknown to the format. */
    EXTRA
}
