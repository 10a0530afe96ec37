package io.ambo.config;

import java.io.Reader;

/**
 * Reads a text and never ends a chunk between the two halves of a character beyond the BMP. The YAML parser fills a
 * buffer of 1,024 characters at a time and fails when the last one is the first half of a pair (snakeyaml-engine 3.0.1).
 */
final class WholeCharacters extends Reader {

    private final String text;
    private int at;

    WholeCharacters(String text) {
        this.text = text;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
        if (at == text.length()) {
            return -1;
        }
        var end = Math.min(text.length(), at + length);
        if (end - at > 1 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        text.getChars(at, end, buffer, offset);
        var read = end - at;
        at = end;
        return read;
    }

    @Override
    public void close() {
        // a text in memory holds nothing
    }
}
