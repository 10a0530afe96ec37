package io.ambo.server;

import io.ambo.core.Message;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Explains to clients of other APIs that a path is not served here, and what to use instead. */
final class UnservedPaths {

    private static final String V1 = "/v1/";

    /** OpenAI's paths below {@code /v1/} that Ambo knows and does not serve. */
    private static final Set<String> OPENAI = Set.of(
            "assistants",
            "audio",
            "batches",
            "completions",
            "containers",
            "conversations",
            "edits",
            "evals",
            "files",
            "fine_tuning",
            "images",
            "moderations",
            "realtime",
            "responses",
            "threads",
            "uploads",
            "vector_stores",
            "videos");

    private static final Set<String> OLLAMA =
            Set.of("chat", "embed", "embeddings", "generate", "ps", "show", "tags", "version");

    private UnservedPaths() {}

    /** The refusal of a path that belongs to another API, by its form. */
    static Optional<Refusal> foreign(String path) {
        if (path.startsWith("/v1beta/") || path.startsWith("/v1/models/") && path.matches(".*:[A-Za-z]+")) {
            return Optional.of(otherApi("gemini"));
        }
        if (path.startsWith("/openai/")) {
            return Optional.of(otherApi("azure"));
        }
        var own = path.startsWith("/api/") ? path.substring("/api/".length()) : "";
        return OLLAMA.contains(own) ? Optional.of(otherApi("ollama")) : Optional.empty();
    }

    private static Refusal otherApi(String api) {
        return unknown(Message.of("server.foreign." + api)).hint("server.foreign.hint");
    }

    /** The refusal of any other path where nothing is. {@code served} is what there is below {@code /v1}. */
    static Refusal unknown(String path, Collection<String> served) {
        if (path.startsWith("/v1/v1/")) {
            return unknown(Message.of("server.unknown-path")).hint("server.unserved.twice");
        }
        if (path.startsWith(V1)) {
            return openAi(first(path.substring(V1.length())), served);
        }
        var nothing = unknown(Message.of("server.unknown-path"));
        return path.startsWith("/api") ? nothing : nothing.hint("server.unknown-path.hint");
    }

    private static Refusal openAi(String part, Collection<String> served) {
        var offered = Message.list(served);
        if (!OPENAI.contains(part)) {
            return unknown(Message.of("server.unknown-path")).hint("server.unserved.hint", offered);
        }
        var refusal = unknown(Message.of("server.unserved", V1 + part, offered));
        return switch (part) {
            case "responses", "conversations" -> refusal.hint("server.unserved.responses");
            case "completions" -> refusal.hint("server.unserved.completions");
            default -> refusal;
        };
    }

    private static String first(String path) {
        return List.of(path.split("/", 2)).getFirst();
    }

    private static Refusal unknown(Message message) {
        return Refusal.of(Reason.UNKNOWN_PATH, message);
    }
}
