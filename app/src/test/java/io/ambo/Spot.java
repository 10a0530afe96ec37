package io.ambo;

import java.util.function.Function;

/** A position of a chat request at which somebody's text may stand. */
@SuppressWarnings("ImmutableEnumChecker") // the functions keep nothing
enum Spot {
    SYSTEM(Shape.MESSAGES, told -> message("system", told.json()) + "," + question()),
    DEVELOPER(Shape.MESSAGES, told -> message("developer", told.json()) + "," + question()),
    SYSTEM_PARTS(Shape.PARTS, told -> message("system", parts(told)) + "," + question()),
    USER(Shape.MESSAGES, told -> message("user", told.json())),
    USER_PARTS(Shape.PARTS, told -> message("user", parts(told))),
    USER_PART_EXTRA(
            Shape.MESSAGES,
            told -> message("user", "[{\"type\":\"text\",\"text\":\"Hello.\",\"note\":" + told.json() + "}]")),
    USER_EARLIER(
            Shape.MESSAGES,
            told -> message("user", told.json()) + "," + message("assistant", "\"Yes.\"") + "," + question()),
    HISTORY(Shape.MESSAGES, told -> question() + "," + message("assistant", told.json()) + "," + question()),
    HISTORY_PARTS(Shape.PARTS, told -> question() + "," + message("assistant", parts(told)) + "," + question()),
    REFUSAL(
            Shape.MESSAGES,
            told -> question() + ",{\"role\":\"assistant\",\"content\":null,\"refusal\":" + told.json() + "},"
                    + question()),
    REASONING(
            Shape.MESSAGES,
            told -> question() + ",{\"role\":\"assistant\",\"content\":\"Yes.\",\"reasoning_content\":" + told.json()
                    + "}," + question()),
    SIGNATURE(
            Shape.MESSAGES,
            told -> question() + ",{\"role\":\"assistant\",\"content\":\"Yes.\",\"signature\":" + told.json() + "},"
                    + question()),
    ARGUMENT(Shape.MESSAGES, told -> call(told.json("{\"to\":" + told.json() + ",\"n\":2}"))),
    ARGUMENT_DEEP(
            Shape.MESSAGES,
            told -> call(told.json("{\"list\":[{\"inner\":{\"a\":[1,2,{\"b\":" + told.json() + "}]}}]}"))),
    ARGUMENT_TWICE_ESCAPED(
            Shape.MESSAGES, told -> call(told.json("{\"body\":" + told.json("{\"to\":" + told.json() + "}") + "}"))),
    ARGUMENT_NAME(Shape.MESSAGES, told -> call(told.json("{" + told.json() + ":true}"))),
    ARGUMENT_BROKEN(Shape.MESSAGES, told -> call(told.json("{\"to\":" + told.json() + ",\"n\":"))),
    ARGUMENT_NUMBER(Shape.NUMBER, told -> call(told.json("{\"order\":" + told.text() + "}"))),
    CALL_NAME(
            Shape.MESSAGES,
            told -> question() + ",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":"
                    + "\"function\",\"function\":{\"name\":" + told.json() + ",\"arguments\":\"{}\"}}]},"
                    + "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"done\"}"),
    CALL_ID(
            Shape.MESSAGES,
            told -> question() + ",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":" + told.json()
                    + ",\"type\":\"function\",\"function\":{\"name\":\"send\",\"arguments\":\"{}\"}}]},"
                    + "{\"role\":\"tool\",\"tool_call_id\":" + told.json() + ",\"content\":\"done\"}"),
    TOOL_RESULT(Shape.MESSAGES, told -> result(told.json())),
    TOOL_RESULT_PARTS(Shape.PARTS, told -> result(parts(told))),
    TOOL_RESULT_JSON(Shape.MESSAGES, told -> result(told.json("{\"rows\":[{\"x\":" + told.json() + "}]}"))),
    TOOL_RESULT_NUMBER(Shape.NUMBER, told -> result(told.json("{\"rows\":[[1," + told.text() + "]]}"))),
    OLD_CALL(
            Shape.MESSAGES,
            told -> question() + ",{\"role\":\"assistant\",\"content\":null,\"function_call\":{\"name\":\"send\","
                    + "\"arguments\":" + told.json("{\"to\":" + told.json() + "}")
                    + "}},{\"role\":\"function\",\"name\":\"send\",\"content\":\"done\"}"),
    MESSAGE_NAME(Shape.MESSAGES, told -> "{\"role\":\"user\",\"name\":" + told.json() + ",\"content\":\"Hello.\"}"),
    MESSAGE_EXTRA(
            Shape.MESSAGES,
            told -> "{\"role\":\"user\",\"content\":\"Hello.\",\"x_note\":{\"a\":[" + told.json() + "]}}"),
    ROLE(Shape.MESSAGES, told -> "{\"role\":" + told.json() + ",\"content\":\"Hello.\"}," + question()),
    PART_TYPE(
            Shape.MESSAGES,
            told -> message("user", "[{\"type\":" + told.json() + ",\"text\":\"Hello.\"}]") + "," + question()),
    PART_UNKNOWN(
            Shape.MESSAGES,
            told -> message("user", "[{\"type\":\"memo\",\"memo\":{\"words\":" + told.json() + "}}]") + ","
                    + question()),
    IMAGE_ADDRESS(
            Shape.MESSAGES,
            told -> message("user", "[{\"type\":\"image_url\",\"image_url\":{\"url\":" + told.json() + "}}]")),
    FILE_NAME(
            Shape.MESSAGES,
            told -> message(
                    "user",
                    "[{\"type\":\"file\",\"file\":{\"filename\":" + told.json()
                            + ",\"file_data\":\"data:application/pdf;base64,AAAA\"}}]")),
    FILE_DATA(
            Shape.MESSAGES,
            told -> message("user", "[{\"type\":\"file\",\"file\":{\"file_data\":" + told.json() + "}}]")),
    TOOL_NAME(Shape.MEMBERS, told -> tool("{\"name\":" + told.json() + ",\"parameters\":{\"type\":\"object\"}}")),
    TOOL_DESCRIPTION(Shape.MEMBERS, told -> tool("{\"name\":\"send\",\"description\":" + told.json() + "}")),
    SCHEMA_DEFAULT(Shape.MEMBERS, told -> schema("{\"type\":\"string\",\"default\":" + told.json() + "}")),
    SCHEMA_ENUM(Shape.MEMBERS, told -> schema("{\"enum\":[\"first\"," + told.json() + "]}")),
    SCHEMA_CONST(Shape.MEMBERS, told -> schema("{\"const\":" + told.json() + "}")),
    SCHEMA_EXAMPLES(Shape.MEMBERS, told -> schema("{\"examples\":[{\"deep\":" + told.json() + "}]}")),
    SCHEMA_TYPE(Shape.MEMBERS, told -> schema("{\"type\":" + told.json() + "}")),
    SCHEMA_NUMBER(Shape.NUMBER, told -> schema("{\"type\":\"integer\",\"maximum\":" + told.text() + "}")),
    SCHEMA_PROPERTY(
            Shape.MEMBERS,
            told -> tool("{\"name\":\"send\",\"parameters\":{\"type\":\"object\",\"properties\":{" + told.json()
                    + ":{\"type\":\"string\"}}}}")),
    OLD_FUNCTION(
            Shape.MEMBERS,
            told -> "\"functions\":[{\"name\":\"send\",\"description\":" + told.json()
                    + ",\"parameters\":{\"type\":\"object\"}}]"),
    TOOL_CHOICE(
            Shape.MEMBERS,
            told -> "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":" + told.json() + "}}"),
    FORMAT_NAME(Shape.MEMBERS, told -> format("\"name\":" + told.json() + ",\"schema\":{\"type\":\"object\"}")),
    FORMAT_DESCRIPTION(
            Shape.MEMBERS,
            told -> format("\"name\":\"x\",\"description\":" + told.json() + ",\"schema\":{\"type\":\"object\"}")),
    FORMAT_SCHEMA(
            Shape.MEMBERS,
            told -> format("\"name\":\"x\",\"schema\":{\"type\":\"object\",\"properties\":{\"a\":{\"description\":"
                    + told.json() + "}}}")),
    STOP(Shape.MEMBERS, told -> "\"stop\":" + told.json()),
    STOP_LIST(Shape.MEMBERS, told -> "\"stop\":[\"END\"," + told.json() + "]"),
    LOGIT_BIAS(Shape.MEMBERS, told -> "\"logit_bias\":{" + told.json() + ":-100}"),
    LOGIT_BIAS_VALUE(Shape.MEMBERS, told -> "\"logit_bias\":{\"50256\":" + told.json() + "}"),
    METADATA(Shape.MEMBERS, told -> "\"metadata\":{\"ticket\":" + told.json() + "}"),
    METADATA_NAME(Shape.MEMBERS, told -> "\"metadata\":{" + told.json() + ":\"x\"}"),
    PERSON_OF_REQUEST(Shape.MEMBERS, told -> "\"user\":" + told.json()),
    SAFETY_IDENTIFIER(Shape.MEMBERS, told -> "\"safety_identifier\":" + told.json()),
    CACHE_KEY(Shape.MEMBERS, told -> "\"prompt_cache_key\":" + told.json()),
    PREDICTION(Shape.MEMBERS, told -> "\"prediction\":{\"type\":\"content\",\"content\":" + told.json() + "}"),
    REASONING_EFFORT(Shape.MEMBERS, told -> "\"reasoning_effort\":" + told.json()),
    VERBOSITY(Shape.MEMBERS, told -> "\"verbosity\":" + told.json()),
    STREAM_OPTION(Shape.MEMBERS, told -> "\"stream\":true,\"stream_options\":{\"x_note\":" + told.json() + "}"),
    EXTRA(Shape.MEMBERS, told -> "\"x_unknown\":" + told.json()),
    EXTRA_DEEP(Shape.MEMBERS, told -> "\"x_unknown\":{\"a\":[[{\"b\":" + told.json() + "}]]}"),
    EXTRA_TWICE(Shape.MEMBERS, told -> "\"x_unknown\":{\"a\":" + told.json() + ",\"a\":\"harmless\"}"),
    EXTRA_NAME(Shape.MEMBERS, told -> "\"x_unknown\":{" + told.json() + ":1}"),
    EXTRA_NUMBER(Shape.NUMBER, told -> "\"x_unknown\":{\"order\":" + told.text() + "}"),
    EXTRA_NAME_NUMBER(Shape.NUMBER, told -> "\"x_unknown\":{\"" + told.text() + "\":null}"),
    NAMED_CODE(Shape.NUMBER, told -> "\"x_unknown\":{\"验证码\":" + told.text() + "}"),
    SEED(Shape.NUMBER, told -> "\"seed\":" + told.text()),
    TOP_NAME(Shape.MEMBERS, told -> told.json() + ":\"x\""),
    MODEL(Shape.MODEL, Told::json);

    /** What a position is written into. */
    enum Shape {
        /** Among the messages. */
        MESSAGES,
        /** Two text parts of one message. */
        PARTS,
        /** Beside the messages. */
        MEMBERS,
        /** A bare JSON number. */
        NUMBER,
        /** In place of the model's name. */
        MODEL
    }

    private final Shape shape;
    private final Function<Told, String> writing;

    Spot(Shape shape, Function<Told, String> writing) {
        this.shape = shape;
        this.writing = writing;
    }

    Shape shape() {
        return shape;
    }

    /** A whole request with the text at this position. */
    String request(String model, Told told) {
        var piece = writing.apply(told);
        var inMessages = piece.startsWith("{\"role\"");
        var asked = shape == Shape.MODEL ? piece : "\"" + model + "\"";
        var messages = inMessages ? piece : question();
        var members = inMessages || shape == Shape.MODEL ? "" : "," + piece;
        return "{\"model\":" + asked + ",\"max_tokens\":200,\"messages\":[" + messages + "]" + members + "}";
    }

    private static String message(String role, String content) {
        return "{\"role\":\"" + role + "\",\"content\":" + content + "}";
    }

    private static String question() {
        return message("user", "\"Hello there.\"");
    }

    private static String parts(Told told) {
        return "[{\"type\":\"text\",\"text\":" + told.headJson() + "},{\"type\":\"text\",\"text\":" + told.tailJson()
                + "}]";
    }

    private static String call(String arguments) {
        return question() + ",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":"
                + "\"function\",\"function\":{\"name\":\"send\",\"arguments\":" + arguments
                + "}}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"done\"}";
    }

    private static String result(String content) {
        return question() + ",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":"
                + "\"function\",\"function\":{\"name\":\"send\",\"arguments\":\"{}\"}}]},"
                + "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":" + content + "}";
    }

    private static String tool(String function) {
        return "\"tools\":[{\"type\":\"function\",\"function\":" + function + "}]";
    }

    private static String schema(String property) {
        return tool(
                "{\"name\":\"send\",\"parameters\":{\"type\":\"object\",\"properties\":{\"to\":" + property + "}}}");
    }

    private static String format(String inner) {
        return "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{" + inner + "}}";
    }
}
