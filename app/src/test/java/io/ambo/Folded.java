package io.ambo;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * What a reply says, whole or streamed: every text of every choice by its place, and why each choice ended.
 *
 * @param texts by {@code CHOICE content}, {@code CHOICE call N name}, {@code CHOICE call N arguments}
 */
record Folded(Map<String, String> texts, Map<String, String> finishes) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Folded whole(String body) {
        var folded = new Folded(new TreeMap<>(), new TreeMap<>());
        JSON.readTree(body).path("choices").forEach(choice -> folded.add(choice, choice.path("message")));
        return folded;
    }

    static Folded stream(String body) {
        var folded = new Folded(new TreeMap<>(), new TreeMap<>());
        if (!body.replace("\r\n", "\n").endsWith("data: [DONE]\n\n")) {
            throw new AssertionError("the stream has no end: " + body);
        }
        body.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> JSON.readTree(line.substring(6)))
                .forEach(event -> event.path("choices").forEach(choice -> folded.add(choice, choice.path("delta"))));
        return folded;
    }

    private void add(JsonNode choice, JsonNode said) {
        var number = choice.path("index").asInt() + " ";
        add(number + "content", said.path("content"));
        if (choice.path("finish_reason").isString()) {
            finishes.merge(number, choice.path("finish_reason").asString(), String::concat);
        }
        var place = 0;
        for (var call : said.path("tool_calls")) {
            var at = number + "call " + call.path("index").asInt(place++);
            add(at + " id", call.path("id"));
            add(at + " name", call.at("/function/name"));
            add(at + " arguments", call.at("/function/arguments"));
        }
    }

    private void add(String place, JsonNode text) {
        if (text.isString() && !text.asString().isEmpty()) {
            texts.merge(place, text.asString(), String::concat);
        }
    }

    /** All texts in a row, arguments with their escapes undone. */
    String all() {
        var all = new StringBuilder();
        texts.forEach((place, text) -> all.append(
                        place.endsWith("arguments")
                                ? JSON.readTree(text).toString().replace("\\\"", "\"")
                                : text)
                .append('\n'));
        return all.toString();
    }
}
