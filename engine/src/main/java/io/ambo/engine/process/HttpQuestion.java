package io.ambo.engine.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** One request to an engine over a connection of its own. It speaks HTTP/1.0, so that no answer comes in chunks. */
record HttpQuestion(EngineAddress address, EngineKey key, Duration timeout) {
    private static final int LARGEST = 1 << 20;

    /**
     * What came back.
     *
     * @param status the HTTP status
     * @param body the rest as text
     */
    record Answer(int status, String body) {}

    Answer get(String path) throws IOException {
        return ask("GET " + path, "", "");
    }

    /** A POST of an empty object. */
    Answer post(String path) throws IOException {
        return ask("POST " + path, "Content-Type: application/json\r\nContent-Length: 2\r\n", "{}");
    }

    private Answer ask(String line, String headers, String body) throws IOException {
        String request = line + " HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer " + key.reveal() + "\r\n"
                + headers + "\r\n" + body;
        try (SocketChannel channel = SocketChannel.open(family())) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            Executor late = CompletableFuture.delayedExecutor(timeout.toNanos(), TimeUnit.NANOSECONDS);
            CompletableFuture<Void> guard = CompletableFuture.runAsync(() -> closeUnless(end, channel), late);
            try {
                channel.connect(target());
                ByteBuffer out = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
                while (out.hasRemaining()) {
                    channel.write(out);
                }
                return parse(readAll(channel));
            } finally {
                end.complete(null);
                guard.cancel(false);
            }
        }
    }

    private static void closeUnless(CompletableFuture<Void> end, SocketChannel channel) {
        if (!end.isDone()) {
            try {
                channel.close();
            } catch (IOException e) {
                end.completeExceptionally(e);
            }
        }
    }

    private ProtocolFamily family() {
        return switch (address) {
            case EngineAddress.UnixSocket _ -> StandardProtocolFamily.UNIX;
            case EngineAddress.Loopback _ -> StandardProtocolFamily.INET;
        };
    }

    private SocketAddress target() throws IOException {
        return switch (address) {
            case EngineAddress.UnixSocket(var path) -> UnixDomainSocketAddress.of(path);
            case EngineAddress.Loopback(int port) ->
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        };
    }

    private static String readAll(SocketChannel channel) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 14);
        while (all.size() < LARGEST && channel.read(buffer) >= 0) {
            all.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private static Answer parse(String answer) throws IOException {
        int headEnd = answer.indexOf("\r\n\r\n");
        if (headEnd < 0 || !answer.matches("(?s)HTTP/1\\.[01] \\d{3}.*")) {
            throw new IOException("not an HTTP answer");
        }
        return new Answer(Integer.parseInt(answer, 9, 12, 10), answer.substring(headEnd + 4));
    }
}
