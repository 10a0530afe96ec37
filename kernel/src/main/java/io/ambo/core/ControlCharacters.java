package io.ambo.core;

/**
 * Makes text from models, providers and files safe to show in a terminal or a log.
 *
 * <p>Control characters steer a terminal: they write its clipboard, change its title, hide or overwrite what is there.
 * Each of them but line feed and tab is written as {@code \}{@code u001b} instead, which is also what JSON says for it.
 */
public final class ControlCharacters {

    private ControlCharacters() {}

    /** The same text where control characters (C0, DEL, C1) and bidirectional controls can be seen and do nothing. */
    public static String visible(String text) {
        var first = firstControl(text);
        if (first < 0) {
            return text;
        }
        var shown = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (var i = first; i < text.length(); i++) {
            var character = text.charAt(i);
            if (steers(character)) {
                shown.append("\\u").append(String.format("%04x", (int) character));
            } else {
                shown.append(character);
            }
        }
        return shown.toString();
    }

    /** The same for a text that is to be one line: line ends can be seen too. */
    public static String visibleLine(String text) {
        return visible(text).replace("\n", "\\n");
    }

    private static int firstControl(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (steers(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean steers(char character) {
        if (character < ' ') {
            return character != '\n' && character != '\t';
        }
        return character >= 0x7f && character <= 0x9f
                || character == 0x061c
                || character >= 0x200e && character <= 0x200f
                || character >= 0x202a && character <= 0x202e
                || character >= 0x2066 && character <= 0x2069;
    }
}
