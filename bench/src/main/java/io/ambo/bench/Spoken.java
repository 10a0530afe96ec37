package io.ambo.bench;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The content of an answer regardless of its format: without identifiers, times and the order of members.
 *
 * @param finish why the model ended; empty if it does not say
 * @param ended whether the body is whole
 */
record Spoken(String words, String finish, boolean ended) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String EVENT = "data: ";
    private static final String END = "data: [DONE]";

    /** Reads a whole or streamed answer; empty for anything else. */
    static Spoken of(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8).strip();
        try {
            return text.startsWith(EVENT) ? stream(text) : whole(JSON.readTree(text));
        } catch (JacksonException _) {
            return new Spoken("", "", false);
        }
    }

    private static Spoken whole(JsonNode answer) {
        var choice = answer.path("choices").path(0);
        return new Spoken(text(choice.path("message").path("content")), text(choice.path("finish_reason")), true);
    }

    private static Spoken stream(String text) {
        var words = new StringBuilder();
        var finish = "";
        for (var line : text.split("\r?\n")) {
            if (line.startsWith(EVENT) && !line.equals(END)) {
                var choice = JSON.readTree(line.substring(EVENT.length()))
                        .path("choices")
                        .path(0);
                words.append(text(choice.path("delta").path("content")));
                finish += text(choice.path("finish_reason"));
            }
        }
        return new Spoken(words.toString(), finish, text.endsWith(END));
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.stringValue() : "";
    }
}
