package io.ambo.taggers;

/**
 * Reads a passage as tokens and describes each token by the rows of the table of weights that count for it.
 *
 * <p>Training and tagging use the same implementation, so that a model means the same in both. An object holds the tokens of
 * one passage at a time and belongs to one thread.
 */
interface Features {

    /** How many rows describe a token. */
    int count();

    /** Reads the passage from one offset to another; returns its number of tokens. */
    int read(String text, int from, int to);

    /** Where a token starts, as an offset of the text. */
    int start(int token);

    int end(int token);

    /** Writes the rows of a token; there are {@link #count()}. */
    void rows(int token, int[] rows);
}
