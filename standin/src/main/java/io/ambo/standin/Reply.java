package io.ambo.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An HTTP response before staging: its parts are the events of a stream, or the single part of a whole body.
 *
 * @param headers in sending order, without those that frame the body
 * @param streamed whether it is sent as a stream of events
 */
record Reply(int status, List<Map.Entry<String, String>> headers, List<byte[]> parts, boolean streamed) {
    Reply {
        headers = List.copyOf(headers);
        parts = List.copyOf(parts);
    }

    static Reply whole(int status, List<Map.Entry<String, String>> headers, String body) {
        return new Reply(status, headers, List.of(Json.bytes(body)), false);
    }

    static Reply stream(List<Map.Entry<String, String>> headers, List<String> events) {
        return new Reply(200, headers, events.stream().map(Json::bytes).toList(), true);
    }

    /** This response with a header added or replaced. */
    Reply with(String name, String value) {
        List<Map.Entry<String, String>> changed = new ArrayList<>(headers);
        changed.removeIf(header -> header.getKey().equalsIgnoreCase(name));
        changed.add(Map.entry(name, value));
        return new Reply(status, changed, parts, streamed);
    }

    Reply withStatus(int other) {
        return new Reply(other, headers, parts, streamed);
    }

    Reply withParts(List<byte[]> others) {
        return new Reply(status, headers, others, streamed);
    }
}
