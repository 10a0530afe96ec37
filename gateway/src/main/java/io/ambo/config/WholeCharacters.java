package io.ambo.config;

import java.io.Reader;

/**
 * A reader that never ends a chunk between the two surrogates of a character. The YAML parser fills a buffer of 1,024
 * characters at a time and fails if the last one is a high surrogate (snakeyaml-engine 3.0.1).
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
        // a text in memory needs no closing
    }
}
