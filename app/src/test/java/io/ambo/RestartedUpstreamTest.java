package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import io.ambo.standin.StandInOptions;
import java.io.IOException;
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
    private static final String HELLO = """
            {"model":"%s","stream":%s,"messages":[{"role":"user","content":"Say hello."}]}""";

    /** Twice the first rest and its spread. */
    private static final Duration SECONDS = Duration.ofSeconds(12);

    @TempDir
    Path folder;

    private final SkippingClock clock = new SkippingClock();
    private TwoProviders two;
    private StandIn cheap;
    private LiveServer server;

    @BeforeEach
    void open() throws IOException {
        two = TwoProviders.open(folder.resolve("home"), clock);
        cheap = two.cheap();
        server = two.server();
    }

    @AfterEach
    void close() {
        two.close();
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
        try (var _ = StandIn.start(StandInOptions.defaults().withPort(port))) {
            restsAndIsBackAfterSeconds();
        }
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
