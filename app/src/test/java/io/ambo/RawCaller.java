package io.ambo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A caller who writes its bytes itself, and reads answers strictly by RFC 9112. */
final class RawCaller implements AutoCloseable {

    static final String CHAT = "/v1/chat/completions";

    /** One answer; header names are in lower case. */
    record Answer(int status, Map<String, String> headers, String body) {

        boolean closes() {
            return "close".equalsIgnoreCase(headers.get("connection"));
        }
    }

    private final Socket socket;
    private final InputStream in;
    private final int port;

    RawCaller(LiveServer server) throws IOException {
        this(server.server().address().getPort());
    }

    RawCaller(int port) throws IOException {
        this.port = port;
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        in = socket.getInputStream();
    }

    /** {@code PORT} stands for the server's port. */
    RawCaller send(String text) throws IOException {
        return send(text.replace("PORT", "" + port).getBytes(StandardCharsets.UTF_8));
    }

    RawCaller send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    static String get(String target, String... headers) {
        return head("GET", target, headers) + "\r\n";
    }

    static String post(String body, String... headers) {
        return postHead(headers) + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n"
                + body;
    }

    static String postHead(String... headers) {
        return head("POST", CHAT, headers) + "Content-Type: application/json\r\n";
    }

    static String head(String method, String target, String... headers) {
        var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost:PORT\r\n");
        for (var header : headers) {
            head.append(header).append("\r\n");
        }
        return head.toString();
    }

    /** The next final answer. */
    Answer answer() throws IOException {
        return answer(true);
    }

    /** The next answer, which has no body whatever its head says. */
    Answer answerToHead() throws IOException {
        return answer(false);
    }

    private Answer answer(boolean withBody) throws IOException {
        var first = line().split(" ", 3);
        if (!first[0].equals("HTTP/1.1")) {
            throw new IOException("not an answer: " + String.join(" ", first));
        }
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var status = Integer.parseInt(first[1]);
        return new Answer(status, headers, withBody && status >= 200 ? body(headers) : "");
    }

    private String body(Map<String, String> headers) throws IOException {
        var length = headers.get("content-length");
        if (length != null) {
            return new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
        }
        if (!"chunked".equals(headers.get("transfer-encoding"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        var body = new ByteArrayOutputStream();
        for (var size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toString(StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the connection closed");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    /** Everything until the server closes. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Waits for the first byte of an answer, and says whether there was one. */
    boolean begins() throws IOException {
        return in.read() >= 0;
    }

    /** Waits for the server to close, and says whether it did so without another word. */
    boolean closed() throws IOException {
        return in.read() < 0;
    }

    void stopSending() throws IOException {
        socket.shutdownOutput();
    }

    /** Hangs up in the middle of whatever is under way. */
    void leave() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
