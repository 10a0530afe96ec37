package io.ambo.wire;

/** What a text in a request is, as far as who wrote it and who reads it is concerned. */
public enum Role {
    /** Instructions by the application. */
    SYSTEM,
    /** What the person wrote. */
    USER,
    /** What a model answered in an earlier turn. */
    HISTORY,
    /** What a tool gave back. */
    TOOL_RESULT,
    /** What a model handed to a tool in an earlier turn. */
    TOOL_ARGUMENT,
    /** Names, descriptions and defaults of tools and answer formats. */
    SCHEMA,
    /** Names of participants, user ids, metadata. */
    METADATA,
    /** Anything else, members that the dialect does not know included. */
    EXTRA
}
