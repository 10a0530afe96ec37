package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import io.ambo.standin.StandInOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upstream that restarts is used again within seconds, however many calls that failed and however they failed. */
class RestartedUpstreamTest {

    private static final int CALLERS = 10;
    private static final String PROVIDER = """
            id: %s
            kind: private
            dialect: openai-chat
            base-url: %s/v1
            key: ${file:standin}
            timeouts: {connect: 60s, first-byte: 2m, between-bytes: 2m, total: 1h}
            models:
              - id: standin-large
                context: 128000
                languages: [en, zh]
                tier: {value: 3, source: a stand-in, read: 2026-11-23}
                price: {currency: USD, per: 1000000, input: %s, output: %s, since: 2026-01-01, source: made up, read: 2026-11-23}
            """;
    private static final String HELLO = """
            {"model":"%s","stream":%s,"messages":[{"role":"user","content":"Say hello."}]}""";

    /** Twice the first rest and its spread. */
    private static final Duration SECONDS = Duration.ofSeconds(12);

    @TempDir
    Path folder;

    private final SkippingClock clock = new SkippingClock();
    private StandIn cheap;
    private StandIn dear;
    private LiveServer server;

    @BeforeEach
    void open() throws Exception {
        cheap = StandIn.start();
        dear = StandIn.start();
        var home = folder.resolve("home");
        LiveServer.with(home, "dear", PROVIDER.formatted("dear", dear.address(), "5", "20"))
                .close();
        Files.writeString(home.resolve("providers/cheap.yaml"), PROVIDER.formatted("cheap", cheap.address(), "1", "2"));
        server = LiveServer.open(home, clock.time());
    }

    @AfterEach
    void close() {
        server.close();
        cheap.close();
        dear.close();
    }

    private void allAsk(String model, boolean stream) {
        var asking = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < CALLERS; i++) {
            asking.add(() -> server.chat(HELLO.formatted(model, stream)).statusCode());
        }
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            asking.stream().map(callers::submit).toList().forEach(asked -> Await.until(asked::isDone));
        }
    }

    private String whoAnswers() {
        return server.chat(HELLO.formatted("auto", false))
                .headers()
                .firstValue("x-ambo-model")
                .orElse("nobody");
    }

    private void restsAndIsBackAfterSeconds() {
        assertThat(whoAnswers()).isEqualTo("dear/standin-large");
        clock.skip(SECONDS);
        assertThat(List.of(whoAnswers(), whoAnswers())).containsOnly("cheap/standin-large");
    }

    private void fails(Script script) {
        cheap.next(Collections.nCopies(CALLERS, script).toArray(Script[]::new));
    }

    @Test
    void afterStreamsWereCut() throws Exception {
        fails(Script.answer().resetAfterEvents(4));
        allAsk("cheap/standin-large", true);
        cheap.forget();
        restsAndIsBackAfterSeconds();
    }

    @Test
    void afterConnectionsWereRefused() throws Exception {
        var port = cheap.port();
        cheap.close();
        allAsk("auto", false);
        cheap = StandIn.start(StandInOptions.defaults().withPort(port));
        restsAndIsBackAfterSeconds();
    }

    @Test
    void afterCallsTimedOut() throws Exception {
        fails(Script.stall());
        var asked = CompletableFuture.runAsync(() -> allAsk("auto", true));
        cheap.await(CALLERS, Duration.ofSeconds(30));
        clock.skip(Duration.ofMinutes(2));
        asked.join();
        cheap.forget();
        restsAndIsBackAfterSeconds();
    }
}
