package io.ambo.dialect;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a request asks for, in no wire format: the hub between dialects. Numbers that are only passed on are kept as
 * they were written.
 *
 * @param system the application's instructions, in their order
 * @param parallelCalls whether several tools may be called in one answer
 * @param temperature a JSON number
 * @param topP a JSON number
 * @param maxOutput most tokens of the answer, when the caller said so
 * @param dropped paths of what the caller sent and no dialect but the caller's own has a word for
 */
record Conversation(
        List<String> system,
        List<Turn> turns,
        List<Tool> tools,
        ToolChoice choice,
        boolean parallelCalls,
        Optional<String> temperature,
        Optional<String> topP,
        List<String> stop,
        OptionalLong maxOutput,
        boolean stream,
        List<String> dropped) {

    Conversation {
        system = List.copyOf(system);
        turns = List.copyOf(turns);
        tools = List.copyOf(tools);
        stop = List.copyOf(stop);
        dropped = List.copyOf(dropped);
    }

    /** Who speaks; what a tool gave back is said by the user's side. */
    enum Speaker {
        USER,
        ASSISTANT
    }

    /** What one side said before the other took over. */
    record Turn(Speaker speaker, List<Part> parts) {
        Turn {
            parts = List.copyOf(parts);
        }
    }

    /** A piece of a turn. */
    sealed interface Part permits Text, InlineImage, LinkedImage, ToolCall, ToolResult {}

    /** Words; never empty. */
    record Text(String text) implements Part {}

    /**
     * A picture that came along.
     *
     * @param mediaType for example {@code image/png}
     * @param data in base 64
     */
    record InlineImage(String mediaType, String data) implements Part {}

    /** A picture at an address. */
    record LinkedImage(String url) implements Part {}

    /**
     * A model's wish that a tool be called.
     *
     * @param input a JSON object, as it was written
     */
    record ToolCall(String id, String name, String input) implements Part {}

    /**
     * What a tool gave back.
     *
     * @param id that of the call
     * @param content texts and pictures
     */
    record ToolResult(String id, List<Part> content) implements Part {
        ToolResult {
            content = List.copyOf(content);
        }
    }

    /**
     * A function that the model may ask for.
     *
     * @param schema a JSON object, as it was written
     */
    record Tool(String name, Optional<String> description, String schema) {}

    /** Whether and which tool the model is to call. */
    sealed interface ToolChoice permits FreeChoice, NamedTool {}

    /** A choice that names no tool. */
    enum FreeChoice implements ToolChoice {
        /** The caller said nothing. */
        UNSTATED,
        /** As the model likes. */
        AUTO,
        NONE,
        /** Some tool, whichever. */
        ANY
    }

    /** This tool. */
    record NamedTool(String name) implements ToolChoice {}
}
