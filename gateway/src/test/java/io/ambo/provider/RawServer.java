package io.ambo.provider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/** A server that answers each request with given bytes, whatever they are. */
final class RawServer implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    /** What becomes of one request. */
    interface Answering {
        void answer(String request, Socket socket) throws IOException;
    }

    private final ServerSocket listening;
    private final Answering answering;
    private final boolean hasty;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    RawServer(ServerSocket listening, Answering answering) {
        this(listening, answering, false);
    }

    private RawServer(ServerSocket listening, Answering answering, boolean hasty) {
        this.listening = listening;
        this.answering = answering;
        this.hasty = hasty;
        Thread.ofVirtual().start(this::accept);
    }

    /** On a plain socket, with the same answer for every request. */
    static RawServer saying(String answer) throws IOException {
        return new RawServer(plain(), (request, socket) -> say(socket, answer));
    }

    /** On a plain socket; it answers as soon as a request's head is there, and reads nothing more of that connection. */
    static RawServer hasty(String answer) throws IOException {
        return new RawServer(plain(), (request, socket) -> say(socket, answer), true);
    }

    static ServerSocket plain() throws IOException {
        return new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    }

    static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/v1");
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Every request that came whole. */
    List<String> requests() {
        return requests;
    }

    int connections() {
        return sockets.size();
    }

    private void accept() {
        try {
            while (true) {
                var socket = listening.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            for (var request = read(socket); !request.isEmpty(); request = read(socket)) {
                requests.add(request);
                answering.answer(request, socket);
                if (hasty) {
                    closed.await();
                }
            }
        } catch (IOException left) {
            // The other side is gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Head and body of the next request, of a hasty server's its head; empty when there is none. */
    private String read(Socket socket) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var rest = -1;
        while (rest != 0) {
            var b = socket.getInputStream().read();
            if (b < 0) {
                return "";
            }
            bytes.write(b);
            if (rest > 0) {
                rest--;
            } else if (b == '\n' && bytes.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
                var length = LENGTH.matcher(bytes.toString(StandardCharsets.UTF_8));
                rest = length.find() && !hasty ? Integer.parseInt(length.group(1)) : 0;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listening.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
