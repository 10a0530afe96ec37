package io.ambo.format;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The content of a request, independent of any wire format: the hub between formats. Numbers that are only passed on
 * are kept as
 * they were written.
 *
 * @param system the application's instructions, in their order; texts alone, marked or not
 * @param parallelCalls whether several tools may be called in one answer
 * @param temperature a JSON number
 * @param topP a JSON number
 * @param maxOutput most tokens of the answer, when the caller said so
 * @param format what the answer is to be, when it is to be JSON
 * @param cacheMark what the caller wants kept in a cache, said of the request as a whole
 * @param dropped paths of what the caller sent and only the caller's own format can express, or is
 *     said otherwise in others
 */
record Conversation(
        List<Part> system,
        List<Turn> turns,
        List<Tool> tools,
        ToolChoice choice,
        boolean parallelCalls,
        Optional<String> temperature,
        Optional<String> topP,
        List<String> stop,
        OptionalLong maxOutput,
        boolean stream,
        Optional<AnswerFormat> format,
        Optional<CacheMark> cacheMark,
        List<String> dropped) {

    Conversation {
        system = List.copyOf(system);
        turns = List.copyOf(turns);
        tools = List.copyOf(tools);
        stop = List.copyOf(stop);
        dropped = List.copyOf(dropped);
    }

    /** Read from a caller's request, in whichever format that is. */
    static Conversation of(Request arrived) {
        return switch (arrived.format()) {
            case OpenAiChat _ -> new ConversationReader(arrived).read();
            case AnthropicMessages _ -> new AnthropicConversationReader(arrived).read();
        };
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
    sealed interface Part permits Text, InlineImage, LinkedImage, Document, ToolCall, ToolResult, Marked {}

    /** A part up to which the provider is to keep what it read in its cache. */
    record Marked(Part part, CacheMark mark) implements Part {}

    /** The wish that a cache keeps something, for as long as this says, for example {@code 1h}. */
    record CacheMark(Optional<String> lifetime) {}

    /** Words; never blank. */
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
     * A file.
     *
     * @param title its name
     * @param source what is in it, or where it is
     */
    record Document(Optional<String> title, DocumentSource source) implements Part {}

    /** What is in a file, or where it is. */
    sealed interface DocumentSource permits InlineFile, InlineText, Link {}

    /** Data in base 64. */
    record InlineFile(String mediaType, String data) implements DocumentSource {}

    /** Plain text. */
    record InlineText(String text) implements DocumentSource {}

    /** An address. */
    record Link(String url) implements DocumentSource {}

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
     * @param schema a JSON object of type {@code object}
     * @param strict whether a call must follow the schema to the letter
     */
    record Tool(
            String name, Optional<String> description, String schema, boolean strict, Optional<CacheMark> cacheMark) {}

    /**
     * What an answer in JSON is to be.
     *
     * @param schema a JSON object of type {@code object}
     * @param strict whether the answer must follow the schema to the letter, so that the schema is of the narrow kind
     *     that every provider can enforce
     */
    record AnswerFormat(Optional<String> description, String schema, boolean strict) {}

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
