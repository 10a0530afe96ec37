package io.ambo.standin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One received request, unchanged, and how its answer ended.
 *
 * @param number counts from 1 since the start or the last {@link StandIn#forget}
 * @param connection names the caller's connection; equal for requests on the same one
 * @param target path and query, not decoded
 * @param headers in their original order and case
 * @param body the bytes, without transfer framing; treat it as read-only
 * @param whole whether the body was received completely
 * @param received System.nanoTime when the last byte of the request was received
 * @param ended System.nanoTime when the answer ended, or 0 while it is open
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

    /** How the answer to a request ended. */
    public enum Ending {
        /** Not ended: more bytes follow, or the answer stalls. */
        OPEN,
        /** All bytes were written to the socket. */
        ANSWERED,
        /** The client closed the connection before that. */
        LEFT,
        /** The stand-in aborted it, as scripted. */
        BROKEN
    }

    public Recorded {
        headers = List.copyOf(headers);
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The first header of this name, ignoring case. */
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

    /** Whether the client disconnected before the answer was complete. */
    public boolean left() {
        return ending == Ending.LEFT;
    }

    /** The time from the last byte of the request to the end of the answer; zero while it is open. */
    public Duration lasted() {
        return ending == Ending.OPEN ? Duration.ZERO : Duration.ofNanos(ended - received);
    }
}
