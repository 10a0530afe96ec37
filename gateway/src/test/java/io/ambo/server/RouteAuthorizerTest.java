package io.ambo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.access.Authenticator;
import io.ambo.api.ApiEndpoint;
import io.ambo.api.ApiEndpoint.Access;
import io.ambo.api.ApiReply;
import io.ambo.core.Caller;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteAuthorizerTest {

    private static final ApiEndpoint METRICS =
            ApiEndpoint.get("/metrics", Access.LOCAL_OR_READER, _ -> ApiReply.text(""));
    private static final ApiEndpoint MODELS = ApiEndpoint.get("/v1/models", Access.CALLER, _ -> ApiReply.text(""));
    private static final ApiEndpoint STATUS = ApiEndpoint.get("/api/status", Access.READER, _ -> ApiReply.text(""));

    /** Knows the keys "reads" and "asks", the first with the right to read. */
    private record TwoKeys() implements Authenticator {

        @Override
        public Caller admit(@Nullable String authorization) {
            var keyless = Caller.keyless();
            return switch (authorization) {
                case null -> throw Refusal.of(Reason.MISSING_KEY, "access.missing");
                case "Bearer reads", "Bearer asks" ->
                    new Caller(
                            authorization,
                            authorization,
                            keyless.models(),
                            keyless.kinds(),
                            Set.of(),
                            authorization.endsWith("reads")
                                    ? EnumSet.of(Caller.Right.READ)
                                    : EnumSet.noneOf(Caller.Right.class),
                            Optional.empty());
                default -> throw Refusal.of(Reason.WRONG_KEY, "access.unknown");
            };
        }

        @Override
        public boolean keyless() {
            return false;
        }
    }

    private static RouteAuthorizer authorizer(boolean loopback) {
        return new RouteAuthorizer(new TwoKeys(), new HeadGuard(), "token", loopback);
    }

    private static HttpRequest request(String... headers) {
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        request.headers().set("host", "localhost:8484");
        for (var i = 0; i < headers.length; i += 2) {
            request.headers().set(headers[i], headers[i + 1]);
        }
        return request;
    }

    private static void refused(RouteAuthorizer authorizer, HttpRequest request, ApiEndpoint endpoint, Reason reason) {
        assertThatThrownBy(() -> authorizer.admit(request, endpoint))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource({"authorization,Bearer asks", "x-api-key,asks", "api-key,asks"})
    void aKeyIsTakenWhereAnyClientPutsIt(String header, String value) {
        assertThat(authorizer(true).admit(request(header, value), MODELS).id()).isEqualTo("Bearer asks");
    }

    @Test
    void theBearerIsBelievedBeforeABareKey() {
        refused(authorizer(true), request("authorization", "Bearer no", "x-api-key", "asks"), MODELS, Reason.WRONG_KEY);
    }

    @Test
    void figuresAreForProgramsOfThisMachineWhileNoOtherReachesThePort() {
        assertThat(authorizer(true).admit(request(), METRICS).id())
                .isEqualTo(Caller.keyless().id());
    }

    @ParameterizedTest
    @CsvSource({"host,evil.example", "origin,https://evil.example", "x-forwarded-for,10.0.0.1", "true-client-ip,1.2.3.4"
    })
    void figuresWantAKeyFromWhoeverIsNotAProgramOfThisMachine(String header, String value) {
        refused(authorizer(true), request(header, value), METRICS, Reason.MISSING_KEY);
    }

    @Test
    void beyondLoopbackFiguresWantTheTokenOrAKeyWithTheRightToRead() {
        var authorizer = authorizer(false);
        refused(authorizer, request(), METRICS, Reason.MISSING_KEY);
        refused(authorizer, request("authorization", "Bearer asks"), METRICS, Reason.FORBIDDEN);
        assertThat(authorizer.admit(request("authorization", "Bearer reads"), METRICS))
                .isNotNull();
        assertThat(authorizer.admit(request("x-api-key", "reads"), METRICS)).isNotNull();
        assertThat(authorizer.admit(request("authorization", "Bearer token"), METRICS))
                .isNotNull();
    }

    @Test
    void theTokenIsTakenAsABearerOnly() {
        refused(authorizer(true), request("x-api-key", "token"), STATUS, Reason.WRONG_KEY);
    }
}
