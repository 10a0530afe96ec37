package io.ambo.bench;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an answer of OpenAI's format begins to say something: a stream's first event mostly names the role alone. */
final class FirstWords {

    private static final Pattern CONTENT = Pattern.compile("\"content\": ?\"[^\"]");

    private FirstWords() {}

    /** Whether they are among the bytes. */
    static boolean in(byte[] body) {
        return matcher(body).find();
    }

    /** How many bytes it takes to know the first words; all of them where the body has none. */
    static int end(byte[] body) {
        var found = matcher(body);
        return found.find() ? found.end() : body.length;
    }

    private static Matcher matcher(byte[] body) {
        return CONTENT.matcher(new String(body, StandardCharsets.ISO_8859_1));
    }
}
