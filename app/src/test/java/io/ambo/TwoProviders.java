package io.ambo;

import io.ambo.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A house before two stand-ins that sell the same model, one cheap and closed, one dear and private. */
record TwoProviders(StandIn cheap, StandIn dear, LiveServer server) implements AutoCloseable {

    private static final String PROVIDER = """
            id: %s
            kind: %s
            dialect: openai-chat
            base-url: %s/v1
            key: ${file:standin}
            timeouts: {%s}
            models:
              - id: standin-large
                context: 128000
                max-output: 4096
                languages: [en, zh]
                tier: {value: 3, source: a stand-in, read: 2026-11-23}
                price: {currency: USD, per: 1000000, input: %s, output: %s, since: 2026-01-01, source: made up, read: 2026-11-23}
            """;

    private static final String IMPATIENT = "connect: 500ms, first-byte: 1s, between-bytes: 1s, total: 3s";
    private static final String PATIENT = "connect: 1m, first-byte: 2m, between-bytes: 3m, total: 1h";

    /** Neither is waited for long. */
    static TwoProviders open(Path home) throws IOException {
        return open(home, IMPATIENT, 2, Time.system());
    }

    /** Both are waited for as long as a test lets pass: 1, 2 and 3 minutes to connect, for the first byte and the next. */
    static TwoProviders open(Path home, SkippingClock clock) throws IOException {
        return open(home, PATIENT, 1, clock.time());
    }

    private static TwoProviders open(Path home, String timeouts, int lanes, Time time) throws IOException {
        var cheap = StandIn.start();
        var dear = StandIn.start();
        var providers = Files.createDirectories(home.resolve("providers"));
        Files.writeString(
                providers.resolve("dear.yaml"),
                PROVIDER.formatted("dear", "private", dear.address(), timeouts, "5", "20"));
        var server = LiveServer.with(
                home,
                "cheap",
                PROVIDER.formatted("cheap", "closed", cheap.address(), timeouts, "1", "2"),
                "port: 0\nlanes: " + lanes + "\nengine: {enabled: false}\n",
                time);
        return new TwoProviders(cheap, dear, server);
    }

    /** Closes the connections that idle at the cheap one, as it would do itself after a while. */
    void closeIdle() {
        cheap.closeIdle();
        Await.until("the end of its connections", () -> cheap.connections() == 0);
    }

    @Override
    public void close() {
        server.close();
        cheap.close();
        dear.close();
    }
}
