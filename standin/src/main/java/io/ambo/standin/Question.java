package io.ambo.standin;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * The content of a request, independent of its dialect.
 *
 * @param usageAsked whether a stream ends with a usage event
 * @param padded whether stream events contain padding, as OpenAI's do by default
 * @param limit the maximum tokens of an answer
 * @param text the text of the last message: of the user, or of tool results
 * @param calls the tools that the answer calls; empty for an answer in text
 * @param format the schema of an answer in JSON
 * @param promptTokens the estimate over all texts of the request
 */
record Question(
        String model,
        boolean stream,
        boolean usageAsked,
        boolean padded,
        int choices,
        OptionalInt limit,
        boolean fromTool,
        String text,
        List<Tool> calls,
        Optional<JsonNode> format,
        int promptTokens) {

    Question {
        calls = List.copyOf(calls);
    }

    /** A function offered by the caller, with the JSON schema of its arguments. */
    record Tool(String name, JsonNode schema) {}

    /** Which of the offered tools an answer calls: the forced one, else all in parallel where allowed, else the first. */
    static List<Tool> chosen(List<Tool> offered, Optional<String> forced, boolean parallel) {
        if (forced.isPresent()) {
            return offered.stream()
                    .filter(tool -> tool.name().equals(forced.get()))
                    .limit(1)
                    .toList();
        }
        return offered.stream().limit(parallel ? Long.MAX_VALUE : 1).toList();
    }
}
