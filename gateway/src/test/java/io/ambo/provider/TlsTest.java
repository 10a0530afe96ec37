package io.ambo.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.MadeUpCertificates;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is believed to be an upstream, and who is not. */
class TlsTest {

    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

    @TempDir
    static Path folder;

    private static MadeUpCertificates certificates;

    @BeforeAll
    static void makeKeys() throws Exception {
        certificates = new MadeUpCertificates(folder);
        certificates.issue("good", "ip:127.0.0.1,dns:localhost", "-0d");
        certificates.issue("elsewhere", "dns:elsewhere.example", "-0d");
        certificates.issue("expired", "ip:127.0.0.1,dns:localhost", "-30d");
    }

    /** As the house makes it, but trusting these certificates. */
    private static SslContext trusting(String... names) throws IOException, GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(certificates.authorities(names));
        return SslContextBuilder.forClient()
                .trustManager(factory)
                .endpointIdentificationAlgorithm("HTTPS")
                .build();
    }

    private static Heard ask(String server, String host, SslContext trust)
            throws IOException, GeneralSecurityException {
        try (var upstream = new RawServer(
                        certificates.listening(server), (request, socket) -> RawServer.say(socket, ANSWER));
                var loop = new CallingLoop(trust)) {
            var heard = loop.call(URI.create("https://" + host + ":" + upstream.port() + "/v1"), false);
            heard.notes();
            if (heard.failure() != null) {
                assertThat(upstream.requests()).as("nothing was sent").isEmpty();
            }
            return heard;
        }
    }

    @Test
    void whoeverIsTrustedAndHasTheRightNameIsAnswered() throws Exception {
        assertThat(ask("good", "localhost", trusting("good")).notes()).containsExactly("whole", "body:{}", "ended");
        assertThat(ask("good", "127.0.0.1", trusting("good")).failure()).isNull();
    }

    @Test
    void anotherNameIsNotBelieved() throws Exception {
        assertThat(ask("elsewhere", "localhost", trusting("elsewhere")).failure())
                .isEqualTo(CallFailure.TLS_WRONG_NAME);
    }

    @Test
    void whoeverIsNotTrustedIsNotBelieved() throws Exception {
        assertThat(ask("good", "localhost", trusting("elsewhere")).failure()).isEqualTo(CallFailure.TLS_UNKNOWN_ISSUER);
        assertThat(ask("good", "localhost", SslContextBuilder.forClient().build())
                        .failure())
                .isEqualTo(CallFailure.TLS_UNKNOWN_ISSUER);
    }

    @Test
    void anExpiredCertificateIsNotBelieved() throws Exception {
        assertThat(ask("expired", "localhost", trusting("expired")).failure()).isEqualTo(CallFailure.TLS_EXPIRED);
    }

    @Test
    void whoeverSpeaksNoTlsGetsNothing() throws Exception {
        var heard = new ArrayList<String>();
        try (var plain = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
                var loop = new CallingLoop(trusting("good"))) {
            Thread.ofVirtual().start(() -> {
                try (var socket = plain.accept()) {
                    RawServer.say(socket, ANSWER);
                    heard.add(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
                } catch (IOException gone) {
                    heard.add("");
                }
            });
            var call = loop.call(URI.create("https://localhost:" + plain.getLocalPort() + "/v1"), false);
            assertThat(call.failure()).isEqualTo(CallFailure.TLS_PROTOCOL);
        }
        assertThat(heard).noneMatch(it -> it.contains("sk-test"));
    }

    @Test
    void aDeadPooledConnectionIsReplacedByANewHandshake() throws Exception {
        var count = new AtomicInteger();
        try (var upstream = new RawServer(certificates.listening("good"), (request, socket) -> {
                    if (count.incrementAndGet() == 2) {
                        socket.close();
                    } else {
                        RawServer.say(socket, ANSWER);
                    }
                });
                var loop = new CallingLoop(trusting("good"))) {
            var address = URI.create("https://localhost:" + upstream.port() + "/v1");
            loop.call(address, false).notes();
            assertThat(loop.call(address, false).notes()).containsExactly("stale", "whole", "body:{}", "ended");
        }
    }
}
