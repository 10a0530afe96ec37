package io.ambo;

import io.ambo.config.Settings;
import io.ambo.core.Clock;
import io.ambo.core.Language;
import io.ambo.engine.process.EngineState;
import io.ambo.platform.Home;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/** A whole Ambo on a port of its own, without an engine, in front of a stand-in, for tests. */
final class LiveServer implements AutoCloseable {

    static final String STANDIN_FILE = """
            id: standin
            kind: closed
            dialect: openai-chat
            base-url: %s/v1
            key: ${file:standin}
            data-terms: {trains-on-inputs: false, retention-days: 0, domicile: CN, source: a stand-in, read: 2026-11-23}
            models:
              - id: standin-large
                context: 128000
                max-output: 4096
                capabilities: [tools, json, vision, logprobs]
                languages: [en, zh]
                tier: {value: 3, source: a stand-in, read: 2026-11-23}
                price: {currency: USD, per: 1000000, input: 2.50, cached-input: 1.25, output: 10.00, since: 2026-01-01, source: made up, read: 2026-11-23}
            """;

    private final AmboServer server;
    private final Path folder;
    private final HttpClient client = HttpClient.newHttpClient();

    private LiveServer(AmboServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /** With the stand-in as its one provider besides the embedded, which is off. */
    static LiveServer inFrontOf(StandIn standIn, Path folder) {
        return with(folder, "standin", STANDIN_FILE.formatted(standIn.address()));
    }

    static LiveServer with(Path folder, String provider, String file) {
        return with(folder, provider, file, "port: 0\nlanes: 2\nengine: {enabled: false}\n");
    }

    static LiveServer with(Path folder, String provider, String file, String settings) {
        prepare(folder, provider, file, settings);
        return open(folder);
    }

    /** By another time. */
    static LiveServer with(Path folder, String provider, String file, String settings, Time time) {
        prepare(folder, provider, file, settings);
        return open(folder, time);
    }

    private static void prepare(Path folder, String provider, String file, String settings) {
        try {
            var home = Home.open(folder);
            Files.writeString(folder.resolve("ambo.yaml"), settings);
            Files.createDirectories(folder.resolve("providers"));
            Files.writeString(folder.resolve("providers").resolve(provider + ".yaml"), file);
            home.writeAtomically(home.secrets().resolve("standin"), "sk-standin".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Over a home that is prepared already. */
    static LiveServer open(Path folder) {
        return open(folder, (provider, state) -> {});
    }

    /** The same by another clock. */
    static LiveServer open(Path folder, Clock clock) {
        return open(folder, Time.by(clock));
    }

    /** The same by another time. */
    static LiveServer open(Path folder, Time time) {
        return new LiveServer(AmboServer.open(plan(folder, (provider, state) -> {}), time), folder);
    }

    /** The same, telling where its engines stand. */
    static LiveServer open(Path folder, BiConsumer<String, EngineState> told) {
        return new LiveServer(AmboServer.open(plan(folder, told)), folder);
    }

    private static AmboServer.Plan plan(Path folder, BiConsumer<String, EngineState> told) {
        var home = Home.open(folder);
        return new AmboServer.Plan(home, Settings.read(folder), List.of(), Language.EN, told);
    }

    AmboServer server() {
        return server;
    }

    Path folder() {
        return folder;
    }

    URI at(String path) {
        return server.address().resolve(path);
    }

    HttpResponse<String> chat(String json, String... headers) {
        return post("/v1/chat/completions", json, headers);
    }

    HttpResponse<String> post(String path, String json, String... headers) {
        return send(request(path, headers)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    HttpResponse<String> delete(String path, String... headers) {
        return send(request(path, headers).DELETE().build());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(at(path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
