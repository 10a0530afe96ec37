package io.ambo.api;

import java.nio.charset.StandardCharsets;

/** An answer with its body. */
public record ApiReply(int status, String contentType, byte[] body) {

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
