package io.ambo.engine.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks engines under test. */
final class Http {
    private Http() {}

    static HttpQuestion.Answer get(EngineState.Ready ready, String path) throws IOException {
        return new HttpQuestion(ready.address(), ready.key(), Duration.ofSeconds(20)).get(path);
    }

    static String post(EngineState.Ready ready, String path, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head =
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json"
                        + "\r\nAuthorization: Bearer " + ready.key().reveal() + "\r\nContent-Length: " + bytes.length
                        + "\r\n\r\n";
        try (SocketChannel channel = open(ready.address())) {
            channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer out = ByteBuffer.wrap(bytes);
            while (out.hasRemaining()) {
                channel.write(out);
            }
            return new String(
                    java.nio.channels.Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static SocketChannel open(EngineAddress address) throws IOException {
        return switch (address) {
            case EngineAddress.UnixSocket(var path) -> {
                SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                channel.connect(UnixDomainSocketAddress.of(path));
                yield channel;
            }
            case EngineAddress.Loopback(int port) ->
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        };
    }
}
