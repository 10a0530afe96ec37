package io.ambo.standin;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A caller on a bare socket, who sees what a library would hide: each byte, and how the connection ended. */
final class Caller implements AutoCloseable {
    /** How reading came to an end. */
    enum End {
        CLOSED,
        RESET,
        SILENT
    }

    /** What was read, and why no more came. */
    record Heard(String text, End end) {
        String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }

        String head() {
            return text.substring(0, text.indexOf("\r\n\r\n"));
        }

        /** The body without its chunk framing. */
        String unchunked() {
            StringBuilder whole = new StringBuilder();
            String left = body();
            while (!left.isEmpty()) {
                int line = left.indexOf("\r\n");
                int size = Integer.parseInt(left.substring(0, line), 16);
                whole.append(left, line + 2, line + 2 + size);
                left = left.substring(line + 2 + size + 2);
            }
            return whole.toString();
        }
    }

    private static final Duration FIRST_BYTE = Duration.ofSeconds(10);
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

    private final Socket socket;

    Caller(StandIn standIn) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), standIn.port());
        socket.setTcpNoDelay(true);
    }

    static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer test\r\nX-Api-Key: test\r\n"
                + "Anthropic-Version: 2023-06-01\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    static String chat(boolean stream) {
        return post(
                "/v1/chat/completions",
                "{\"model\":\"standin-large\",\"stream\":" + stream
                        + ",\"messages\":[{\"role\":\"user\",\"content\":\"Ring PHONE_K7QX2MD4\"}]}");
    }

    Caller say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    void leave() throws IOException {
        socket.close();
    }

    /**
     * Reads to the end of the connection or of a chunked body, or until nothing more came for this long; bytes are read
     * as Latin-1, one character each. The first byte has ten seconds.
     */
    Heard hear(Duration silence) throws IOException {
        return hear(FIRST_BYTE, silence, LAST_CHUNK);
    }

    /** As {@link #hear}, but the first byte has no longer than the others. */
    Heard hearNothing(Duration silence) throws IOException {
        return hear(silence, silence, LAST_CHUNK);
    }

    /** Reads until this text has come. */
    Heard hearUntil(String text) throws IOException {
        Heard heard = hear(FIRST_BYTE, FIRST_BYTE, text);
        if (!heard.text().endsWith(text)) {
            throw new AssertionError("waited for " + text + " but heard " + heard);
        }
        return heard;
    }

    private Heard hear(Duration first, Duration silence, String until) throws IOException {
        StringBuilder heard = new StringBuilder();
        socket.setSoTimeout((int) first.toMillis());
        End end = read(socket.getInputStream(), heard, until, silence);
        return new Heard(heard.toString(), end);
    }

    private End read(InputStream input, StringBuilder heard, String until, Duration silence) throws IOException {
        try {
            int next = input.read();
            socket.setSoTimeout((int) silence.toMillis());
            while (next >= 0) {
                heard.append((char) next);
                if (heard.length() >= until.length() && heard.indexOf(until, heard.length() - until.length()) >= 0) {
                    return End.SILENT;
                }
                next = input.read();
            }
            return End.CLOSED;
        } catch (SocketTimeoutException silent) {
            return End.SILENT;
        } catch (SocketException reset) {
            return End.RESET;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
