package io.ambo.server;

import io.ambo.core.Language;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.wire.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Refusals in the shape of errors that OpenAI's clients understand. */
final class Errors {

    private Errors() {}

    /** {@code {"error": {message, type, param, code}}}; the code is ours and stable. */
    static byte[] body(Refusal refusal, Language language) {
        return json(refusal, language).bytes();
    }

    /** The same as an event of a stream. */
    static byte[] event(Refusal refusal, Language language) {
        return ("data: " + json(refusal, language) + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The language that a caller reads, by what its client says; else the server's. */
    static Language language(Optional<String> acceptLanguage, Language otherwise) {
        return acceptLanguage
                .filter(value -> !value.isBlank() && !value.startsWith("*"))
                .map(Language::of)
                .orElse(otherwise);
    }

    private static JsonWriter json(Refusal refusal, Language language) {
        var json = new JsonWriter().openObject().name("error").openObject();
        json.member("message", refusal.in(language));
        json.member("type", type(refusal.reason()));
        json.name("param");
        refusal.place().ifPresentOrElse(json::string, json::nothing);
        json.member("code", refusal.reason().code());
        var upstream = refusal.upstream();
        if (upstream.code().isPresent() || upstream.type().isPresent()) {
            json.name("upstream").openObject();
            upstream.code().ifPresent(code -> json.member("code", code));
            upstream.type().ifPresent(type -> json.member("type", type));
            json.closeObject();
        }
        return json.closeObject().closeObject();
    }

    private static String type(Reason reason) {
        return switch (reason.status()) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limit_error";
            default -> reason.status() < 500 ? "invalid_request_error" : "server_error";
        };
    }
}
