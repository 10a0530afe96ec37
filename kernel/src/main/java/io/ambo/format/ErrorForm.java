package io.ambo.format;

import io.ambo.core.Language;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.wire.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How a refusal looks in a format, as an answer of its own and as an event of a stream. */
public enum ErrorForm {
    /** {@code {"error": {message, type, param, code}}}; the code is ours and stable. */
    OPENAI {
        @Override
        JsonWriter json(Refusal refusal, Language language, Optional<String> requestId) {
            var json = new JsonWriter().openObject().name("error").openObject();
            json.member("message", refusal.in(language));
            json.member("type", openAiType(refusal.reason()));
            json.name("param");
            refusal.place().ifPresentOrElse(json::string, json::nothing);
            json.member("code", refusal.reason().code());
            upstream(refusal, json);
            return json.closeObject().closeObject();
        }

        @Override
        String eventHead() {
            return "";
        }
    },
    /** {@code {"type": "error", "error": {type, message}, "request_id"}}; our code and the place stand beside the message. */
    ANTHROPIC {
        @Override
        JsonWriter json(Refusal refusal, Language language, Optional<String> requestId) {
            var json = new JsonWriter().openObject().member("type", "error");
            json.name("error").openObject();
            json.member("type", anthropicType(refusal.reason())).member("message", refusal.in(language));
            json.member("code", refusal.reason().code());
            upstream(refusal, json);
            refusal.place().ifPresent(path -> json.member("param", path));
            json.closeObject().name("request_id");
            requestId.ifPresentOrElse(json::string, json::nothing);
            return json.closeObject();
        }

        @Override
        String eventHead() {
            return "event: error\n";
        }
    };

    abstract JsonWriter json(Refusal refusal, Language language, Optional<String> requestId);

    abstract String eventHead();

    /** The body of an answer. */
    public byte[] body(Refusal refusal, Language language, Optional<String> requestId) {
        return json(refusal, language, requestId).bytes();
    }

    /** The same as an event of a stream. */
    public byte[] event(Refusal refusal, Language language, Optional<String> requestId) {
        return (eventHead() + "data: " + json(refusal, language, requestId) + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The provider's own code and kind, where it has some, and what it could not use of the model's answer. */
    private static void upstream(Refusal refusal, JsonWriter json) {
        var upstream = refusal.upstream();
        upstream.failedGeneration().ifPresent(text -> json.member("failed_generation", text));
        if (upstream.code().isPresent() || upstream.type().isPresent()) {
            json.name("upstream").openObject();
            upstream.code().ifPresent(code -> json.member("code", code));
            upstream.type().ifPresent(type -> json.member("type", type));
            json.closeObject();
        }
    }

    private static String openAiType(Reason reason) {
        return switch (reason.status()) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limit_error";
            default -> reason.status() < 500 ? "invalid_request_error" : "server_error";
        };
    }

    private static String anthropicType(Reason reason) {
        return switch (reason.status()) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 503 -> "overloaded_error";
            case 504 -> "timeout_error";
            default -> reason.status() < 500 ? "invalid_request_error" : "api_error";
        };
    }
}
