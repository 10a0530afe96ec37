package io.ambo.config;

/**
 * Where something stands in a file.
 *
 * @param file the name by which people know it: inside Ambo's home or, for a built-in file, inside the catalogue
 * @param line from 1
 */
public record Place(String file, int line) {

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
