package io.ambo.format;

/** What a caller asks for, in whichever format. */
public enum Operation {
    /** An answer to a conversation. */
    CHAT,
    /** Vectors of texts. */
    EMBEDDINGS
}
