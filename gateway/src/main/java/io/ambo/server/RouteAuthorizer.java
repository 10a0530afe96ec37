package io.ambo.server;

import io.ambo.access.Authenticator;
import io.ambo.api.ApiEndpoint;
import io.ambo.api.ApiEndpoint.Access;
import io.ambo.core.Caller;
import io.ambo.core.Caller.Right;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Decides whether a request may use its route: first the checks of the head, then those of the route. */
final class RouteAuthorizer {

    private static final String BEARER = "Bearer ";

    private final Authenticator authenticator;
    private final HeadGuard guard;
    private final byte[] token;
    private final boolean loopback;

    /**
     * The authorizer of one server.
     *
     * @param token this run's own, for {@code /api}
     * @param loopback whether only programs on this machine reach the port
     */
    RouteAuthorizer(Authenticator authenticator, HeadGuard guard, String token, boolean loopback) {
        this.authenticator = authenticator;
        this.guard = guard;
        this.token = token.getBytes(StandardCharsets.US_ASCII);
        this.loopback = loopback;
    }

    /** Refuses suspicious heads and foreign origins, for every caller. */
    void check(HttpRequest request, ApiEndpoint endpoint) {
        if (authenticator.keyless() && endpoint.access() != Access.OPEN) {
            guard.checkKeyless(request);
        }
        if (endpoint.method().equals("POST")) {
            guard.requireJson(request.headers());
        }
    }

    /** The same for the pipeline's own paths. */
    void checkAsking(HttpRequest request) {
        if (authenticator.keyless()) {
            guard.checkKeyless(request);
        }
        guard.requireJson(request.headers());
    }

    /** A number that changes whenever the keys change. */
    long version() {
        return authenticator.version();
    }

    /** Checks the caller of a path of the pipeline. */
    void admitAsking(HttpRequest request) {
        authenticator.admit(CallerKey.authorization(request.headers()));
    }

    /** The caller of a path other than the pipeline's, or a refusal. */
    Caller admit(HttpRequest request, ApiEndpoint endpoint) {
        return switch (endpoint.access()) {
            case OPEN -> Caller.keyless();
            case LOCAL_OR_READER -> loopback && guard.isLocal(request.headers()) ? Caller.keyless() : reader(request);
            case CALLER -> authenticator.admit(CallerKey.authorization(request.headers()));
            case READER -> reader(request);
            case ADMINISTRATOR -> own(request).orElseGet(() -> withRight(request, EnumSet.of(Right.ADMINISTER)));
        };
    }

    private Caller reader(HttpRequest request) {
        return own(request).orElseGet(() -> withRight(request, EnumSet.of(Right.READ, Right.ADMINISTER)));
    }

    private Optional<Caller> own(HttpRequest request) {
        var authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        var given = authorization.substring(BEARER.length()).strip().getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(given, token) ? Optional.of(console()) : Optional.empty();
    }

    private static Caller console() {
        var keyless = Caller.keyless();
        return new Caller(
                "console",
                "console",
                keyless.models(),
                keyless.kinds(),
                Set.of(),
                EnumSet.allOf(Right.class),
                Optional.empty());
    }

    private Caller withRight(HttpRequest request, Set<Right> rights) {
        var authorization = CallerKey.authorization(request.headers());
        if (authorization == null || authenticator.keyless()) {
            throw Refusal.of(Reason.MISSING_KEY, "server.api-token").hint("server.api-token.hint");
        }
        var caller = authenticator.admit(authorization);
        if (caller.rights().stream().noneMatch(rights::contains)) {
            throw Refusal.of(Reason.FORBIDDEN, "server.api-right").hint("server.api-token.hint");
        }
        return caller;
    }
}
