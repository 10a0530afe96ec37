package io.ambo.standin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it was received.
 *
 * @param whole whether its body was received completely
 * @param lasting whether the connection stays open after the answer
 * @param received System.nanoTime of its last byte
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Request(
        String connection,
        String method,
        String target,
        List<Map.Entry<String, String>> headers,
        byte[] body,
        boolean whole,
        boolean lasting,
        long received) {

    boolean asks() {
        return method.equals("POST");
    }

    Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The target without its query. */
    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** The model named at the end of the path, decoded. */
    String model() {
        String marker = "/models/";
        String path = path();
        return URLDecoder.decode(path.substring(path.indexOf(marker) + marker.length()), StandardCharsets.UTF_8);
    }
}
