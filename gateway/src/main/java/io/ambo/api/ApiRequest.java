package io.ambo.api;

import io.ambo.core.Caller;
import io.ambo.core.Language;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the API, with its caller.
 *
 * @param rest the part of the path after the endpoint's prefix, percent-decoded; empty for an exact path
 * @param query the query's members
 */
public record ApiRequest(String method, String rest, Map<String, String> query, byte[] body, Caller caller) {

    public ApiRequest {
        query = Map.copyOf(query);
    }

    /** The language of texts in the response ({@code ?lang=zh}); English by default. */
    public Language language() {
        return Language.of(query.getOrDefault("lang", "en"));
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(query.get(name));
    }
}
