package io.ambo.bench;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * A route to one model: directly to the engine, or through Ambo.
 *
 * @param model its name there
 */
record Way(String name, SocketAddress address, String key, String model) {

    /** Reads {@code unix:PATH} or a URI. */
    static SocketAddress address(String text) {
        if (text.startsWith(EngineServing.SOCKET)) {
            return UnixDomainSocketAddress.of(text.substring(EngineServing.SOCKET.length()));
        }
        var uri = URI.create(text);
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    /** A whole request for a stream; the connection ends with its answer. */
    byte[] request(String prompt, int tokens) {
        var body = """
                {"model":"%s","stream":true,"stream_options":{"include_usage":true},"temperature":0,"max_tokens":%d,\
                "messages":[{"role":"user","content":"%s"}]}""".formatted(model, tokens, prompt);
        var head = """
                POST /v1/chat/completions HTTP/1.1\r
                Host: %s\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Connection: close\r
                Content-Length: %d\r
                \r
                """.formatted(host(), key, body.length());
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    private String host() {
        return address instanceof InetSocketAddress port ? "127.0.0.1:" + port.getPort() : "localhost";
    }
}
