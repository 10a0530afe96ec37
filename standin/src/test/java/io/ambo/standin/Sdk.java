package io.ambo.standin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A caller through the JDK's HTTP client, as a vendor's library would be. */
final class Sdk implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final StandIn standIn;

    Sdk(StandIn standIn) {
        this.standIn = standIn;
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(standIn.address() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    static JsonNode json(String text) {
        return Json.read(Json.bytes(text)).orElseThrow(() -> new AssertionError("no JSON: " + text));
    }

    /** The payloads of a stream's {@code data:} lines, without OpenAI's last one. */
    static List<JsonNode> events(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith("data: ") && !line.equals("data: [DONE]"))
                .map(line -> json(line.substring(6)))
                .toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
