package io.ambo.server;

import io.ambo.api.ApiHandler;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.dialect.Operation;
import io.ambo.server.Route.Access;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.Map;

/** The one list of every path. What is not here is not there. */
public final class Routes {

    /** The paths that the pipeline answers, and what is asked for there. */
    static final Map<String, Operation> OPERATIONS =
            Map.of("/v1/chat/completions", Operation.CHAT, "/v1/embeddings", Operation.EMBEDDINGS);

    private final List<Route> routes;

    /** Who answers what; one component for each handler. */
    public record Handlers(
            ApiHandler models,
            ApiHandler model,
            ApiHandler health,
            ApiHandler ready,
            ApiHandler metrics,
            ApiHandler status,
            ApiHandler ledger,
            ApiHandler entry,
            ApiHandler sums,
            ApiHandler preview,
            ApiHandler mask,
            ApiHandler keys,
            ApiHandler createKey,
            ApiHandler limitKey,
            ApiHandler revokeKey,
            ApiHandler reload) {}

    public Routes(Handlers handlers) {
        routes = List.of(
                new Route(HttpMethod.GET, "/v1/models", Access.CALLER, handlers.models()),
                new Route(HttpMethod.GET, "/v1/models/*", Access.CALLER, handlers.model()),
                new Route(HttpMethod.GET, "/healthz", Access.OPEN, handlers.health()),
                new Route(HttpMethod.GET, "/readyz", Access.OPEN, handlers.ready()),
                new Route(HttpMethod.GET, "/metrics", Access.OPEN, handlers.metrics()),
                new Route(HttpMethod.GET, "/api/status", Access.READER, handlers.status()),
                new Route(HttpMethod.GET, "/api/ledger", Access.READER, handlers.ledger()),
                new Route(HttpMethod.GET, "/api/ledger/*", Access.READER, handlers.entry()),
                new Route(HttpMethod.GET, "/api/sums", Access.READER, handlers.sums()),
                new Route(HttpMethod.POST, "/api/preview", Access.READER, handlers.preview()),
                new Route(HttpMethod.POST, "/api/mask", Access.READER, handlers.mask()),
                new Route(HttpMethod.GET, "/api/keys", Access.ADMINISTRATOR, handlers.keys()),
                new Route(HttpMethod.POST, "/api/keys", Access.ADMINISTRATOR, handlers.createKey()),
                new Route(HttpMethod.POST, "/api/keys/*", Access.ADMINISTRATOR, handlers.limitKey()),
                new Route(HttpMethod.DELETE, "/api/keys/*", Access.ADMINISTRATOR, handlers.revokeKey()),
                new Route(HttpMethod.POST, "/api/reload", Access.ADMINISTRATOR, handlers.reload()));
    }

    /** The route of a request, or the refusal that says what is wrong with its path or method. */
    Route find(HttpMethod method, String path) {
        var there = routes.stream().filter(route -> route.matches(path)).toList();
        return there.stream()
                .filter(route -> route.method().equals(method))
                .findFirst()
                .orElseThrow(() -> there.isEmpty()
                        ? Refusal.of(Reason.UNKNOWN_PATH, "server.unknown-path").hint("server.unknown-path.hint")
                        : Refusal.of(Reason.WRONG_METHOD, "server.wrong-method", allowed(there)));
    }

    /** The methods that a path answers, as the Allow header has them. */
    String methods(String path) {
        return OPERATIONS.containsKey(path)
                ? HttpMethod.POST.name()
                : allowed(routes.stream().filter(route -> route.matches(path)).toList());
    }

    private static String allowed(List<Route> there) {
        return String.join(
                ", ", there.stream().map(route -> route.method().name()).toList());
    }
}
