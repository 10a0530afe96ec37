package io.ambo.standin;

import static java.util.Map.entry;

import io.ambo.standin.Complaint.Kind;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** OpenAI's Chat Completions: requests, errors and lists; {@link OpenAiAnswers} has the answers. */
final class OpenAiFormat implements VendorFormat {
    private static final String INVALID = "invalid_request_error";
    private static final int MOST_CHOICES = 128;

    @Override
    public Optional<String> key(Request request) {
        return request.header("authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip())
                .filter(key -> !key.isEmpty());
    }

    @Override
    public Question read(Request request) {
        Members body = Members.of(request.body());
        String model = body.requiredText("model");
        List<JsonNode> messages = messages(body);
        boolean stream = body.flag("stream", false);
        Optional<Members> options = streamOptions(body, stream);
        boolean fromTool = speaks(messages.getLast(), "tool");
        return new Question(
                model,
                stream,
                options.map(given -> given.flag("include_usage", false)).orElse(false),
                options.map(given -> given.flag("include_obfuscation", true)).orElse(true),
                choices(body),
                limit(body),
                fromTool,
                fromTool ? toolResults(messages) : lastOf(messages, "user"),
                speaks(messages.getLast(), "user") ? calls(body) : List.of(),
                format(body),
                promptTokens(body));
    }

    private static List<JsonNode> messages(Members body) {
        body.required("messages");
        List<Members> messages = body.list("messages");
        if (messages.isEmpty()) {
            throw new Complaint(Kind.OUT_OF_RANGE, "messages", "a minimum length of 1");
        }
        messages.forEach(OpenAiFormat::checkMessage);
        return messages.stream().map(Members::node).toList();
    }

    private static void checkMessage(Members message) {
        message.requiredText("role");
        message.any("content")
                .filter(content -> !content.isString() && !content.isArray())
                .ifPresent(content -> {
                    throw new Complaint(Kind.WRONG_TYPE, message.where("content"), Members.STRING);
                });
    }

    private static Optional<Members> streamOptions(Members body, boolean stream) {
        Optional<Members> options = body.object("stream_options");
        if (options.isPresent() && !stream) {
            throw new Complaint(Kind.OUT_OF_RANGE, "stream_options", "only allowed when 'stream' is enabled");
        }
        return options;
    }

    private static int choices(Members body) {
        int choices = body.count("n").orElse(1);
        if (choices > MOST_CHOICES) {
            throw new Complaint(Kind.OUT_OF_RANGE, "n", "at most " + MOST_CHOICES);
        }
        return choices;
    }

    private static OptionalInt limit(Members body) {
        OptionalInt limit = body.count("max_completion_tokens");
        return limit.isPresent() ? limit : body.count("max_tokens");
    }

    private static boolean speaks(JsonNode message, String role) {
        return message.path("role").asString("").equals(role);
    }

    private static String lastOf(List<JsonNode> messages, String role) {
        return messages.reversed().stream()
                .filter(message -> speaks(message, role))
                .findFirst()
                .map(message -> text(message.path("content")))
                .orElse("");
    }

    private static String toolResults(List<JsonNode> messages) {
        List<String> results = messages.reversed().stream()
                .takeWhile(message -> speaks(message, "tool"))
                .map(message -> text(message.path("content")))
                .toList();
        return String.join("\n", results.reversed());
    }

    /** The text of a content; the text parts of a message are joined without a separator. */
    private static String text(JsonNode content) {
        if (content.isString()) {
            return content.stringValue();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asString("")));
        return text.toString();
    }

    private static List<Question.Tool> calls(Members body) {
        List<Question.Tool> offered = body.list("tools").stream()
                .flatMap(tool -> tool.object("function").stream())
                .map(tool -> new Question.Tool(
                        tool.requiredText("name"), tool.any("parameters").orElseGet(Json::object)))
                .toList();
        Optional<JsonNode> choice = body.any("tool_choice");
        if (choice.filter(how -> how.isString() && how.stringValue().equals("none"))
                .isPresent()) {
            return List.of();
        }
        Optional<String> forced = choice.map(how -> how.path("function").path("name"))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue);
        return Question.chosen(offered, forced, body.flag("parallel_tool_calls", true));
    }

    private static Optional<JsonNode> format(Members body) {
        Optional<Members> format = body.object("response_format");
        return switch (format.map(given -> given.requiredText("type")).orElse("text")) {
            case "json_schema" ->
                Optional.of(
                        format.orElseThrow().object("json_schema").orElseThrow().required("schema"));
            case "json_object" ->
                Optional.of(Json.object(
                        "properties",
                        Json.object("stand_in", Json.object("const", "no real model"), "text", Json.object())));
            default -> Optional.empty();
        };
    }

    private static int promptTokens(Members body) {
        return Tokens.in(body.required("messages"))
                + body.any("tools").map(Tokens::in).orElse(0);
    }

    @Override
    public String whole(Answer answer, Manner manner) {
        return Json.indented(OpenAiAnswers.whole(answer, manner));
    }

    @Override
    public List<String> events(Question question, Answer answer, Manner manner) {
        return new OpenAiAnswers(question, answer, manner).events();
    }

    /** The list of models, or one of them. */
    static JsonNode model(String name) {
        return Json.object("id", name, "object", "model", "created", OpenAiAnswers.CREATED, "owned_by", "ambo-standin");
    }

    static JsonNode models(List<String> names) {
        return Json.object(
                "object",
                "list",
                "data",
                names.stream().map(OpenAiFormat::model).toList());
    }

    @Override
    public String refusal(Complaint complaint, Request request, String requestId) {
        String where = complaint.where();
        String detail = complaint.detail();
        return switch (complaint.kind()) {
            case NO_KEY ->
                error("You didn't provide an API key. Send it as Authorization: Bearer YOUR_KEY.", null, null);
            case WRONG_KEY -> error("Incorrect API key provided.", null, "invalid_api_key");
            case MALFORMED ->
                error("We could not parse the JSON body of your request. The body must be " + detail + ".", null, null);
            case MISSING -> error("Missing required parameter: '" + where + "'.", where, "missing_required_parameter");
            case WRONG_TYPE ->
                error("Invalid type for '" + where + "': expected " + detail + ".", where, "invalid_type");
            case OUT_OF_RANGE ->
                error("Invalid value for '" + where + "': expected " + detail + ".", where, "invalid_value");
            case UNKNOWN_MODEL ->
                error(
                        "The model `" + where + "` does not exist or you do not have access to it.",
                        request.asks() ? null : "model",
                        "model_not_found");
            case UNKNOWN_PATH ->
                error("Unknown request URL: " + request.method() + " " + request.path() + ".", null, "unknown_url");
            case WRONG_METHOD ->
                error("Not allowed to " + request.method() + " on " + where + ".", null, "method_not_supported");
            case TOO_LARGE -> error("The request is larger than " + detail + ".", null, "request_too_large");
        };
    }

    private static String error(String message, @Nullable String param, @Nullable String code) {
        return Json.indented(body(message, INVALID, param, code));
    }

    private static JsonNode body(String message, String type, @Nullable String param, @Nullable String code) {
        return Json.object("error", Json.object("message", message, "type", type, "param", param, "code", code));
    }

    @Override
    public String failure(int status, String requestId) {
        return Json.indented(
                switch (status) {
                    case 429 -> body("Rate limit reached for requests.", "requests", null, "rate_limit_exceeded");
                    case 503, 529 ->
                        body("The engine is currently overloaded, please try again later.", "server_error", null, null);
                    case 401 -> body("Incorrect API key provided.", INVALID, null, "invalid_api_key");
                    case 403 -> body("You are not allowed to do this.", INVALID, null, "permission_denied");
                    case 404 -> body("The model does not exist.", INVALID, null, "model_not_found");
                    default -> status < 500 ? body("Invalid request.", INVALID, null, null) : broken();
                });
    }

    private static JsonNode broken() {
        return body(
                "The server had an error while processing your request. Sorry about that!", "server_error", null, null);
    }

    @Override
    public String failureEvent() {
        return OpenAiAnswers.event(broken());
    }

    @Override
    public List<Map.Entry<String, String>> headers(String requestId, boolean streamed, long milliseconds) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        headers.add(entry("date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC))));
        headers.add(entry("content-type", streamed ? "text/event-stream; charset=utf-8" : "application/json"));
        headers.add(entry("access-control-expose-headers", "X-Request-ID"));
        headers.add(entry("openai-organization", "ambo-standin"));
        headers.add(entry("openai-processing-ms", Long.toString(milliseconds)));
        headers.add(entry("openai-version", "2020-10-01"));
        headers.add(entry("x-ratelimit-limit-requests", "10000"));
        headers.add(entry("x-ratelimit-limit-tokens", "2000000"));
        headers.add(entry("x-ratelimit-remaining-requests", "9999"));
        headers.add(entry("x-ratelimit-remaining-tokens", "1999999"));
        headers.add(entry("x-ratelimit-reset-requests", "6ms"));
        headers.add(entry("x-ratelimit-reset-tokens", "0s"));
        headers.add(entry("x-request-id", requestId));
        headers.add(entry("server", "ambo-standin"));
        return headers;
    }
}
