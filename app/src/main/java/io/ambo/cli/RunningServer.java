package io.ambo.cli;

import io.ambo.core.Language;
import io.ambo.core.Message;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.platform.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server that answers at an address.
 *
 * @param token what its {@code /api} takes from its own user
 * @param key a key of the caller's
 */
record RunningServer(URI address, Optional<Secret> token, Optional<Secret> key, Language language)
        implements ApiClient {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    @Override
    public String ask(String method, String path, Optional<String> json) {
        var request = request(path, token.or(() -> key))
                .method(method, json.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
        var answer = send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (answer.statusCode() >= 400) {
            throw refusal(answer.statusCode(), answer.body());
        }
        return answer.body();
    }

    /** Puts a question to a model; the answer's body is read while it comes. */
    HttpResponse<InputStream> chat(String json, Map<String, String> headers) {
        var request = request("/v1/chat/completions", key).POST(BodyPublishers.ofString(json));
        headers.forEach(request::header);
        return send(request.build(), BodyHandlers.ofInputStream());
    }

    /** The same server, asked as any caller asks it. */
    RunningServer withKey() {
        return new RunningServer(address, key, key, language);
    }

    private HttpRequest.Builder request(String path, Optional<Secret> secret) {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .header("accept-language", language.tag())
                .header("content-type", "application/json");
        secret.ifPresent(it -> request.header("authorization", "Bearer " + it.reveal()));
        return request;
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        try {
            return Client.SHARED.send(request, handler);
        } catch (IOException e) {
            throw new Unreachable(Message.of("cli.unreachable", address));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(Message.of("cli.unreachable", address));
        }
    }

    /** Made when first something is sent. */
    private static final class Client {
        static final HttpClient SHARED = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    /** The refusal that an error answer tells of, with the server's own words. */
    static Refusal refusal(int status, String body) {
        var error = error(body);
        var words = error.flatMap(it -> it.optional("message"))
                .map(text -> Message.of("cli.said", text))
                .orElseGet(() -> Message.of("cli.status", status));
        var code = error.map(it -> it.text("code")).orElse("");
        return Refusal.of(reason(code, status), words);
    }

    private static Optional<JsonView> error(String body) {
        try {
            return Optional.of(JsonView.of(body).at("error"));
        } catch (Refusal _) {
            return Optional.empty();
        }
    }

    private static Reason reason(String code, int status) {
        return Stream.of(Reason.values())
                .filter(reason -> reason.code().equals(code))
                .findFirst()
                .orElse(status >= 500 ? Reason.UPSTREAM_FAILED : Reason.MALFORMED_REQUEST);
    }

    @Override
    public void close() {
        // Connections are the client's, and it goes with the process.
    }
}
