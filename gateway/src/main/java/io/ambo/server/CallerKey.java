package io.ambo.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the caller's key from a request: {@code Authorization}, or the fields of Anthropic's and Azure's clients. */
final class CallerKey {

    /** Fields that hold a key alone. */
    static final List<AsciiString> BARE = List.of(AsciiString.cached("x-api-key"), AsciiString.cached("api-key"));

    private CallerKey() {}

    /** The value of {@code Authorization}, or one made of a bare key; null where there is neither. */
    static @Nullable String authorization(HttpHeaders headers) {
        var authorization = headers.get(HttpHeaderNames.AUTHORIZATION);
        if (authorization != null) {
            return authorization;
        }
        for (var name : BARE) {
            var key = headers.get(name);
            if (key != null) {
                return "Bearer " + key;
            }
        }
        return null;
    }
}
