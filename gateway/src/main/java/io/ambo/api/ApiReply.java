package io.ambo.api;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A response with its body.
 *
 * @param headers additional header fields by lower-case name; without them the response must not be cached
 */
public record ApiReply(int status, String contentType, byte[] body, Map<String, String> headers) {

    private static final Map<String, String> NOT_KEPT = Map.of("cache-control", "no-store");

    public ApiReply {
        headers = Map.copyOf(headers);
    }

    public ApiReply(int status, String contentType, byte[] body) {
        this(status, contentType, body, NOT_KEPT);
    }

    /** A copy with this header field, replacing one of the same name. */
    public ApiReply with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new ApiReply(status, contentType, body, more);
    }

    public static ApiReply json(String json) {
        return json(200, json);
    }

    public static ApiReply json(int status, String json) {
        return new ApiReply(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    public static ApiReply text(String text) {
        return new ApiReply(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }
}
