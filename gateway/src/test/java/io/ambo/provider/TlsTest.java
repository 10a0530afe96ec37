package io.ambo.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is believed to be an upstream, and who is not. */
class TlsTest {

    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeKeys() throws Exception {
        make("good", "ip:127.0.0.1,dns:localhost", "-0d");
        make("elsewhere", "dns:elsewhere.example", "-0d");
        make("expired", "ip:127.0.0.1,dns:localhost", "-30d");
    }

    /** A certificate for these names, valid for ten days from the start, and the authority that issued it. */
    private static void make(String name, String names, String start) throws IOException, InterruptedException {
        keytool(name, "-alias", "authority", "-dname", "CN=authority of " + name, "-ext", "bc:c");
        keytool(
                name,
                "-alias",
                "server",
                "-signer",
                "authority",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + names,
                "-startdate",
                start,
                "-validity",
                "10");
    }

    private static void keytool(String name, String... more) throws IOException, InterruptedException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var command = new ArrayList<>(List.of(
                keytool.toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file(name).toString()));
        command.addAll(List.of(more));
        var run = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor()).as(said).isZero();
    }

    private static Path file(String name) {
        return folder.resolve(name + ".p12");
    }

    private static KeyStore store(String name) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file(name))) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static ServerSocket listening(String name) throws IOException, GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(name), PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 16, InetAddress.getLoopbackAddress());
    }

    /** As the house makes it, but trusting these certificates. */
    private static SslContext trusting(String... names) throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (var name : names) {
            trusted.setCertificateEntry(name, store(name).getCertificate("authority"));
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return SslContextBuilder.forClient()
                .trustManager(factory)
                .endpointIdentificationAlgorithm("HTTPS")
                .build();
    }

    private static Heard ask(String server, String host, SslContext trust)
            throws IOException, GeneralSecurityException {
        try (var upstream = new RawServer(listening(server), (request, socket) -> RawServer.say(socket, ANSWER));
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
                .isEqualTo(CallFailure.TLS_FAILED);
    }

    @Test
    void whoeverIsNotTrustedIsNotBelieved() throws Exception {
        assertThat(ask("good", "localhost", trusting("elsewhere")).failure()).isEqualTo(CallFailure.TLS_FAILED);
        assertThat(ask("good", "localhost", SslContextBuilder.forClient().build())
                        .failure())
                .isEqualTo(CallFailure.TLS_FAILED);
    }

    @Test
    void anExpiredCertificateIsNotBelieved() throws Exception {
        assertThat(ask("expired", "localhost", trusting("expired")).failure()).isEqualTo(CallFailure.TLS_FAILED);
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
            assertThat(call.failure()).isIn(CallFailure.TLS_FAILED, CallFailure.CONNECTION_LOST);
        }
        assertThat(heard).noneMatch(it -> it.contains("sk-test"));
    }

    @Test
    void aDeadPooledConnectionIsReplacedByANewHandshake() throws Exception {
        var count = new AtomicInteger();
        try (var upstream = new RawServer(listening("good"), (request, socket) -> {
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
