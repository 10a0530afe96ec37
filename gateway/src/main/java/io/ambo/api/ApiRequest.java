package io.ambo.api;

import io.ambo.core.Caller;
import io.ambo.core.Language;
import java.util.Map;
import java.util.Optional;

/**
 * A question, with who asks it.
 *
 * @param rest what follows the route's path, percent-decoded; empty for a path that stands for itself
 * @param query the query's members
 */
public record ApiRequest(String method, String rest, Map<String, String> query, byte[] body, Caller caller) {

    public ApiRequest {
        query = Map.copyOf(query);
    }

    /** The language of what people read in the answer ({@code ?lang=zh}); English when it is not asked for. */
    public Language language() {
        return Language.of(query.getOrDefault("lang", "en"));
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(query.get(name));
    }
}
