package io.ambo.engine.weights;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A model hub with one file, written by hand; it cuts, lies and leads on as it is told. */
final class StandInHub implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private final byte[] content;
    volatile String mark = "\"v1\"";
    volatile int status = 200;
    volatile int cutAfter = Integer.MAX_VALUE;
    volatile long claimed = -1;
    volatile boolean ranges = true;

    volatile @Nullable String leadsTo;

    /** A question, as far as the tests look at it. */
    record Asked(
            String path,
            @Nullable String range,
            @Nullable String ifRange,
            @Nullable String authorisation) {}

    StandInHub(byte[] content) throws IOException {
        this.content = content;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Named as 127.0.0.1 or, so that another host is there, as localhost. */
    URI address(String host) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort());
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        String ifRange = exchange.getRequestHeaders().getFirst("If-Range");
        asked.add(new Asked(
                exchange.getRequestURI().getPath(),
                range,
                ifRange,
                exchange.getRequestHeaders().getFirst("Authorization")));
        String led = leadsTo;
        try (exchange) {
            if (led != null) {
                exchange.getResponseHeaders().set("Location", led);
                exchange.sendResponseHeaders(302, -1);
            } else if (status != 200) {
                exchange.sendResponseHeaders(status, -1);
            } else {
                boolean part = range != null && ranges && mark.equals(ifRange);
                send(exchange, part ? from(range) : -1);
            }
        }
    }

    private static int from(String range) {
        return Integer.parseInt(range.replaceAll("^bytes=(\\d+)-.*", "$1"));
    }

    /** {@code asked} is -1 for all of it. */
    private void send(HttpExchange exchange, int asked) throws IOException {
        exchange.getResponseHeaders().set("ETag", mark);
        int from = Math.max(0, asked);
        if (asked >= 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        exchange.sendResponseHeaders(asked >= 0 ? 206 : 200, claimed < 0 ? content.length - from : claimed);
        int end = (int) Math.min(content.length, (long) from + cutAfter);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(Arrays.copyOfRange(content, from, end));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
