package io.ambo.config;

/**
 * A position in a file.
 *
 * @param file the name shown to people: relative to Ambo's home or, for a built-in file, within the catalogue
 * @param line from 1
 */
public record SourceLocation(String file, int line) {

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
