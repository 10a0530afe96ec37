package io.ambo.server;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a request asks for: its target, read in the forms of RFC 9112 section 3.2.
 *
 * @param path decoded
 * @param query decoded; of a name that is there twice, the first
 */
record RequestTarget(String path, Map<String, String> query) {

    private static final String HTTP = "http://";
    private static final int DELETE = 127;

    RequestTarget {
        query = Map.copyOf(query);
    }

    static RequestTarget of(HttpRequest request) {
        var uri = request.uri();
        if (uri.chars().anyMatch(c -> c <= ' ' || c >= DELETE || c == '#')) {
            throw malformed();
        }
        var origin = originForm(uri, request.headers().get(HttpHeaderNames.HOST, ""));
        try {
            var decoder = new QueryStringDecoder(origin);
            var query = new HashMap<String, String>();
            decoder.parameters().forEach((name, values) -> query.put(name, values.getFirst()));
            return new RequestTarget(decoder.path(), query);
        } catch (IllegalArgumentException badEscape) {
            throw malformed();
        }
    }

    /** The absolute form names the host once more; it must be the same one. */
    private static String originForm(String uri, String host) {
        if (uri.startsWith("/") || uri.equals("*")) {
            return uri;
        }
        if (!uri.regionMatches(true, 0, HTTP, 0, HTTP.length())) {
            throw malformed();
        }
        var rest = uri.substring(HTTP.length());
        var end = (int) rest.chars().takeWhile(c -> c != '/' && c != '?').count();
        if (!rest.substring(0, end).toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT))) {
            throw Refusal.of(Reason.SUSPICIOUS_REQUEST, "server.host-headers");
        }
        return rest.startsWith("/", end) ? rest.substring(end) : "/" + rest.substring(end);
    }

    private static Refusal malformed() {
        return Refusal.of(Reason.SUSPICIOUS_REQUEST, "server.malformed-http");
    }
}
