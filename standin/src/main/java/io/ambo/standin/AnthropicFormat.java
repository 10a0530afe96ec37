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
import tools.jackson.databind.JsonNode;

/** Anthropic's Messages: requests, errors and lists; {@link AnthropicAnswers} has the answers. */
final class AnthropicFormat implements VendorFormat {
    private static final String VERSION = "anthropic-version";

    @Override
    public Optional<String> key(Request request) {
        return request.header("x-api-key").map(String::strip).filter(key -> !key.isEmpty());
    }

    @Override
    public Question read(Request request) {
        if (request.header(VERSION).isEmpty()) {
            throw new Complaint(Kind.MISSING, VERSION, "header");
        }
        Members body = Members.of(request.body());
        String model = body.requiredText("model");
        body.required("max_tokens");
        OptionalInt limit = body.count("max_tokens");
        JsonNode last = messages(body).getLast();
        List<String> results = toolResults(last);
        return new Question(
                model,
                body.flag("stream", false),
                true,
                false,
                1,
                limit,
                !results.isEmpty(),
                results.isEmpty() ? lastUserText(body) : String.join("\n", results),
                results.isEmpty() && speaks(last, "user") ? calls(body) : List.of(),
                Optional.empty(),
                promptTokens(body));
    }

    private static List<JsonNode> messages(Members body) {
        body.required("messages");
        List<Members> messages = body.list("messages");
        if (messages.isEmpty()) {
            throw new Complaint(Kind.OUT_OF_RANGE, "messages", "at least one message is required");
        }
        messages.forEach(AnthropicFormat::checkMessage);
        return messages.stream().map(Members::node).toList();
    }

    private static void checkMessage(Members message) {
        String role = message.requiredText("role");
        if (!role.equals("user") && !role.equals("assistant")) {
            throw new Complaint(Kind.OUT_OF_RANGE, message.where("role"), "Input should be 'user' or 'assistant'");
        }
        JsonNode content = message.required("content");
        if (!content.isString() && !content.isArray()) {
            throw new Complaint(Kind.WRONG_TYPE, message.where("content"), Members.STRING);
        }
    }

    private static boolean speaks(JsonNode message, String role) {
        return message.path("role").asString("").equals(role);
    }

    private static String lastUserText(Members body) {
        return body.list("messages").reversed().stream()
                .map(Members::node)
                .filter(message -> speaks(message, "user"))
                .findFirst()
                .map(message -> text(message.path("content")))
                .orElse("");
    }

    private static List<String> toolResults(JsonNode message) {
        List<String> results = new ArrayList<>();
        if (message.path("content").isArray()) {
            for (JsonNode block : message.path("content")) {
                if (block.path("type").asString("").equals("tool_result")) {
                    results.add(text(block.path("content")));
                }
            }
        }
        return results;
    }

    /** The text of a content; the text blocks of a message are joined without a separator. */
    private static String text(JsonNode content) {
        if (content.isString()) {
            return content.stringValue();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(block -> text.append(block.path("text").asString("")));
        return text.toString();
    }

    private static List<Question.Tool> calls(Members body) {
        List<Question.Tool> offered = body.list("tools").stream()
                .map(tool -> new Question.Tool(
                        tool.requiredText("name"), tool.any("input_schema").orElseGet(Json::object)))
                .toList();
        Optional<Members> choice = body.object("tool_choice");
        String how = choice.map(given -> given.requiredText("type")).orElse("auto");
        if (how.equals("none")) {
            return List.of();
        }
        Optional<String> forced =
                how.equals("tool") ? choice.map(given -> given.requiredText("name")) : Optional.empty();
        boolean single = choice.map(given -> given.flag("disable_parallel_tool_use", false))
                .orElse(false);
        return Question.chosen(offered, forced, !single);
    }

    private static int promptTokens(Members body) {
        return Tokens.in(body.required("messages"))
                + body.any("system").map(Tokens::in).orElse(0)
                + body.any("tools").map(Tokens::in).orElse(0);
    }

    @Override
    public String whole(Answer answer, Manner manner) {
        return Json.compact(AnthropicAnswers.whole(answer, manner));
    }

    @Override
    public List<String> events(Question question, Answer answer, Manner manner) {
        return AnthropicAnswers.events(answer, manner);
    }

    @Override
    public String refusal(Complaint complaint, Request request, String requestId) {
        String where = complaint.where();
        String detail = complaint.detail();
        return switch (complaint.kind()) {
            case NO_KEY -> error("authentication_error", "x-api-key header is required", requestId);
            case WRONG_KEY -> error("authentication_error", "invalid x-api-key", requestId);
            case MALFORMED -> invalid("The request body is not valid JSON: expected " + detail, requestId);
            case MISSING ->
                invalid(
                        detail.equals("header") ? where + ": header is required" : where + ": Field required",
                        requestId);
            case WRONG_TYPE -> invalid(where + ": Input should be " + valid(detail), requestId);
            case OUT_OF_RANGE -> invalid(where + ": " + detail, requestId);
            case UNKNOWN_MODEL -> error("not_found_error", "model: " + where, requestId);
            case UNKNOWN_PATH -> error("not_found_error", "Not found", requestId);
            case WRONG_METHOD -> error("invalid_request_error", "Method Not Allowed", requestId);
            case TOO_LARGE -> error("request_too_large", "Request exceeds the maximum size", requestId);
        };
    }

    private static String valid(String expected) {
        return switch (expected) {
            case Members.LIST -> "a valid list";
            case Members.OBJECT -> "a valid dictionary";
            default -> expected.replaceFirst("^an? ", "a valid ");
        };
    }

    private static String invalid(String message, String requestId) {
        return error("invalid_request_error", message, requestId);
    }

    private static String error(String type, String message, String requestId) {
        return Json.compact(Json.object(
                "type", "error", "error", Json.object("type", type, "message", message), "request_id", requestId));
    }

    @Override
    public String failure(int status, String requestId) {
        return switch (status) {
            case 401 -> error("authentication_error", "invalid x-api-key", requestId);
            case 403 -> error("permission_error", "You are not allowed to do this", requestId);
            case 404 -> error("not_found_error", "Not found", requestId);
            case 413 -> error("request_too_large", "Request exceeds the maximum size", requestId);
            case 429 -> error("rate_limit_error", "This request would exceed your rate limit", requestId);
            case 529 -> error("overloaded_error", "Overloaded", requestId);
            default ->
                status < 500
                        ? invalid("Invalid request", requestId)
                        : error("api_error", "Internal server error", requestId);
        };
    }

    @Override
    public String failureEvent() {
        return AnthropicAnswers.event(
                "error",
                Json.object(
                        "type", "error", "error", Json.object("type", "overloaded_error", "message", "Overloaded")));
    }

    @Override
    public List<Map.Entry<String, String>> headers(String requestId, boolean streamed, long milliseconds) {
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        String reset = DateTimeFormatter.ISO_INSTANT.format(now.withNano(0));
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        headers.add(entry("date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now)));
        headers.add(entry("content-type", streamed ? "text/event-stream; charset=utf-8" : "application/json"));
        headers.add(entry("cache-control", "no-cache"));
        headers.add(entry("anthropic-ratelimit-requests-limit", "4000"));
        headers.add(entry("anthropic-ratelimit-requests-remaining", "3999"));
        headers.add(entry("anthropic-ratelimit-requests-reset", reset));
        headers.add(entry("anthropic-ratelimit-tokens-limit", "2000000"));
        headers.add(entry("anthropic-ratelimit-tokens-remaining", "1999000"));
        headers.add(entry("anthropic-ratelimit-tokens-reset", reset));
        headers.add(entry("request-id", requestId));
        headers.add(entry("anthropic-organization-id", "ambo-standin"));
        headers.add(entry("server", "ambo-standin"));
        return headers;
    }
}
