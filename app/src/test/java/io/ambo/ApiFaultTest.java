package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.access.Authenticator;
import io.ambo.api.ApiEndpoint;
import io.ambo.api.ApiHandler;
import io.ambo.config.Settings;
import io.ambo.core.Caller;
import io.ambo.core.Clock;
import io.ambo.core.Language;
import io.ambo.core.MemoryBudget;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Journal;
import io.ambo.pipeline.Lane;
import io.ambo.platform.Network;
import io.ambo.server.Routes;
import io.ambo.server.Server;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A server whose every handler has a bug. */
class ApiFaultTest {

    private static final Pattern ID = Pattern.compile("this id: ([0-9A-Z]{26})\\.");

    private static final class NoJournal implements Journal {
        @Override
        public void append(Entry entry) {}

        @Override
        public void commit() {}
    }

    private static final class OpenDoor implements Authenticator {
        @Override
        public Caller admit(@Nullable String authorization) {
            return Caller.keyless();
        }

        @Override
        public boolean keyless() {
            return true;
        }
    }

    private static Routes routes(ApiHandler bug) {
        return new Routes(List.of(ApiEndpoint.get("/bug", ApiEndpoint.Access.OPEN, bug)));
    }

    /** No handler of the API asks for a pipeline or for workers. */
    @SuppressWarnings("NullAway")
    private static Server serve(EventLoopGroup loops, Network network) throws IOException {
        var loop = (EventLoop) loops.iterator().next();
        var lane = new Lane(loop, new NoJournal(), null, _ -> {});
        return Server.start(
                new Server.Listening(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        Settings.fallback().limits(),
                        new MemoryBudget(0),
                        Language.EN,
                        "token"),
                network,
                loops,
                Map.of(loop, new Server.LaneOfLoop(loop, lane, null, new LoopTimer(loop))),
                routes(_ -> {
                    throw new IllegalStateException("of a prompt");
                }),
                new OpenDoor(),
                Clock.system(),
                (_, _) -> {});
    }

    @Test
    void aFaultOfTheApiIsFoundInTheLogByTheIdThatItsCallerIsTold() throws Exception {
        var network = Network.best();
        var loops = network.loops(1, "lane");
        try (var server = serve(loops, network);
                var logged = new Logged();
                var client = HttpClient.newHttpClient()) {
            var at = URI.create("http://127.0.0.1:" + server.address().getPort() + "/bug");
            var answer = client.send(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(500);
            var id = ID.matcher(answer.body());
            assertThat(id.find()).as(answer.body()).isTrue();
            assertThat(answer.headers().firstValue("x-request-id")).contains(id.group(1));
            assertThat(logged.text())
                    .contains("request " + id.group(1) + " met a bug", "IllegalStateException", "ApiFaultTest.java")
                    .doesNotContain("of a prompt");
        } finally {
            loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }
}
