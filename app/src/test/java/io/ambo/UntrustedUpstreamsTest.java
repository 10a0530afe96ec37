package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.ledger.Entry;
import io.ambo.ledger.Outcome;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Upstreams that cannot show who they are, behind a running Ambo: not a byte of a request reaches them. */
class UntrustedUpstreamsTest {

    private static final String PROVIDER = """
            id: %s
            kind: %s
            dialect: openai-chat
            base-url: %s/v1
            key: ${file:standin}
            models:
              - id: standin-large
                context: 128000
                max-output: 4096
                languages: [en, zh]
                tier: {value: 3, source: a stand-in, read: 2026-11-23}
                price: {currency: USD, per: 1000000, input: %s, output: %s, since: 2026-01-01, source: made up, read: 2026-11-23}
            """;
    private static final String HELLO = """
            {"model":"%s","stream":%s,"messages":[{"role":"user","content":"Say hello."}]}""";

    /** Answers as a stand-in would, to whoever believes it; counts who came and what was said. */
    private static final class Upstream implements AutoCloseable {

        private static final String ANSWER = """
                {"id":"1","object":"chat.completion","created":1,"model":"standin-large","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"Hello."}}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""";
        private static final String HEAD =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n";

        private final ServerSocket listening;
        private final AtomicInteger came = new AtomicInteger();
        private final AtomicLong said = new AtomicLong();

        private Upstream(ServerSocket listening) {
            this.listening = listening;
            Thread.ofPlatform().daemon().name("untrusted").start(this::serve);
        }

        private void serve() {
            while (true) {
                try (var caller = listening.accept()) {
                    came.incrementAndGet();
                    answer(caller);
                } catch (IOException e) {
                    if (listening.isClosed()) {
                        return;
                    }
                }
            }
        }

        private void answer(Socket caller) throws IOException {
            var bytes = new byte[64 * 1024];
            var read = caller.getInputStream().read(bytes);
            if (read > 0) {
                said.addAndGet(read);
                caller.getOutputStream()
                        .write((HEAD.formatted(ANSWER.length()) + ANSWER).getBytes(StandardCharsets.US_ASCII));
            }
        }

        int port() {
            return listening.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }

    @TempDir
    static Path folder;

    private static MadeUpCertificates certificates;
    private static StandIn other;
    private static final Properties BEFORE = new Properties();

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = new MadeUpCertificates(folder);
        certificates.issue("good", "dns:localhost", "-0d");
        certificates.issue("elsewhere", "dns:elsewhere.example", "-0d");
        certificates.issue("expired", "dns:localhost", "-30d");
        certificates.issue("stranger", "dns:localhost", "-0d");
        certificates.selfSign("self-signed", "dns:localhost");
        var trusted = certificates.authoritiesFile("good", "elsewhere", "expired");
        set("javax.net.ssl.trustStore", trusted.toString());
        set("javax.net.ssl.trustStorePassword", MadeUpCertificates.PASSWORD);
        other = StandIn.start();
    }

    private static void set(String property, String value) {
        BEFORE.setProperty(property, System.getProperty(property, ""));
        System.setProperty(property, value);
    }

    @AfterAll
    static void trustAsBefore() {
        other.close();
        BEFORE.forEach((property, value) -> {
            System.clearProperty(property.toString());
            if (!value.toString().isEmpty()) {
                System.setProperty(property.toString(), value.toString());
            }
        });
    }

    /** A house before this upstream, the cheaper one, and another that may be believed. */
    private static LiveServer server(String name, Upstream upstream) throws IOException {
        var home = folder.resolve("home-of-" + name);
        Files.createDirectories(home.resolve("providers"));
        Files.writeString(
                home.resolve("providers/other.yaml"),
                PROVIDER.formatted("other", "private", other.address(), "5", "20"));
        return LiveServer.with(
                home,
                "secured",
                PROVIDER.formatted("secured", "closed", "https://localhost:" + upstream.port(), "1", "2")
                        .replace(
                                "models:",
                                "data-terms: {trains-on-inputs: false, retention-days: 0, domicile: CN, source: a stand-in, read: 2026-11-23}\nmodels:"));
    }

    private static Entry entry(LiveServer server, int count) {
        var entries = server.server().ledger().entries().last(10);
        assertThat(entries).hasSize(count);
        return entries.getFirst();
    }

    @Test
    void whoShowsATrustedCertificateIsAnswered() throws Exception {
        try (var upstream = new Upstream(certificates.listening("good"));
                var server = server("good", upstream)) {
            var answer = server.chat(HELLO.formatted("secured/standin-large", false));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(upstream.said).hasPositiveValue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "elsewhere, tls-wrong-name, for another name",
        "expired, tls-expired, has expired",
        "stranger, tls-unknown-issuer, an issuer",
        "self-signed, tls-unknown-issuer, an issuer"
    })
    void whoCannotIsSentNothingAndTheCallerIsTold(String name, String code, String words) throws Exception {
        other.forget();
        try (var upstream = new Upstream(certificates.listening(name));
                var server = server(name, upstream)) {
            isTold(server, code, words);
            assertThat(upstream.came).hasValue(1);
            anotherAnswersAndItRests(server, upstream);
            assertThat(upstream.said).as("bytes that it heard").hasValue(0);
        }
    }

    private static void isTold(LiveServer server, String code, String words) {
        var told = server.chat(HELLO.formatted("secured/standin-large", true));
        assertThat(told.statusCode()).as(told.body()).isEqualTo(502);
        assertThat(told.body()).contains("\"code\":\"upstream-failed\"", words).doesNotContain("sk-standin");
        var entry = entry(server, 1);
        assertThat(entry.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(entry.code()).isEqualTo("upstream-failed");
        assertThat(entry.attempts()).extracting("outcome").containsExactly(code);
        assertThat(entry.attempts()).extracting("sent").containsExactly(0L);
        assertThat(entry.cost())
                .hasValueSatisfying(cost -> assertThat(cost.nanos()).isZero());
        assertThat(other.requests()).isEmpty();
    }

    /** It is the cheaper one, and yet nobody asks it once it has failed three times. */
    private static void anotherAnswersAndItRests(LiveServer server, Upstream upstream) {
        for (var asked = 0; asked < 3; asked++) {
            assertThat(server.chat(HELLO.formatted("auto", false)).statusCode()).isEqualTo(200);
        }
        assertThat(upstream.came).as("connections to it").hasValue(3);
        var entry = entry(server, 4);
        assertThat(entry.destination()).isEqualTo("other/standin-large");
        assertThat(entry.attempts()).extracting("outcome").containsExactly("answered");
    }
}
