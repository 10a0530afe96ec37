package io.ambo.standin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What arrived with one request, as it arrived, and how its answer came to an end.
 *
 * @param number counts from 1 since the start or the last {@link StandIn#forget}
 * @param connection names the caller's connection; equal for requests on the same one
 * @param target path and query, not decoded
 * @param headers in the order and with the case in which they came
 * @param body the bytes, without transfer framing; treat it as read-only
 * @param whole whether the body arrived completely
 * @param received System.nanoTime when the last byte of the request arrived
 * @param ended System.nanoTime when the answer came to an end, or 0 while it is open
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are compared as bytes by those who ask for them
public record Recorded(
        int number,
        String connection,
        String method,
        String target,
        List<Map.Entry<String, String>> headers,
        byte[] body,
        boolean whole,
        long received,
        Ending ending,
        long ended) {

    /** How the answer to a request came to an end. */
    public enum Ending {
        /** It has not: bytes are still to come, or the answer stalls. */
        OPEN,
        /** All its bytes went to the socket. */
        ANSWERED,
        /** The caller closed the connection before that. */
        LEFT,
        /** The stand-in broke it off, as its script said. */
        BROKEN
    }

    public Recorded {
        headers = List.copyOf(headers);
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The first header of this name, whatever its case. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The request line and the headers as one text, each line ended by CR LF, without the blank line. */
    public String head() {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.forEach(header -> head.append(header.getKey())
                .append(": ")
                .append(header.getValue())
                .append("\r\n"));
        return head.toString();
    }

    /** Whether the caller went away before the answer was complete. */
    public boolean left() {
        return ending == Ending.LEFT;
    }

    /** How long after the last byte of the request the answer came to its end; zero while it is open. */
    public Duration lasted() {
        return ending == Ending.OPEN ? Duration.ZERO : Duration.ofNanos(ended - received);
    }
}
