package io.ambo.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Answers what {@code /api} answers: a running server's, or one of this process. */
public interface ApiClient extends AutoCloseable {

    /**
     * Asks.
     *
     * @param path with its query, for example {@code /api/ledger?limit=5}
     * @param json the body of a POST
     * @return the answer's JSON
     * @throws io.ambo.core.Refusal it was refused, or the server did not answer
     */
    String ask(String method, String path, Optional<String> json);

    default String get(String path) {
        return ask("GET", path, Optional.empty());
    }

    default String post(String path, String json) {
        return ask("POST", path, Optional.of(json));
    }

    @Override
    void close();

    /** A text as a part of a path or query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
