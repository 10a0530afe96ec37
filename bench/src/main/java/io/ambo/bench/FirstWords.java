package io.ambo.bench;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the first words of an answer in OpenAI's format; the first event of a stream usually has only the role. */
final class FirstWords {

    private static final Pattern CONTENT = Pattern.compile("\"content\": ?\"[^\"]");

    private FirstWords() {}

    /** Whether they are among the bytes. */
    static boolean in(byte[] body) {
        return matcher(body).find();
    }

    /** The number of bytes up to the first words; all bytes if the body has none. */
    static int end(byte[] body) {
        var found = matcher(body);
        return found.find() ? found.end() : body.length;
    }

    private static Matcher matcher(byte[] body) {
        return CONTENT.matcher(new String(body, StandardCharsets.ISO_8859_1));
    }
}
