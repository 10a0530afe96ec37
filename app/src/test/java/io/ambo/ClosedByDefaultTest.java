package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.core.Refusal;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no honest program on this machine sends is refused; and nothing is entered or sent on for it. */
class ClosedByDefaultTest {

    private static final String HELLO = "{\"model\":\"quick\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    @TempDir
    Path folder;

    private StandIn standIn;
    private LiveServer server;

    @BeforeEach
    void open() {
        standIn = StandIn.start();
        server = LiveServer.inFrontOf(standIn, folder.resolve("home"));
    }

    @AfterEach
    void close() {
        assertThat(standIn.requests()).isEmpty();
        server.close();
        standIn.close();
    }

    /** What the server answers to these bytes until it closes the connection or has answered once. */
    private String send(String bytes) throws IOException {
        try (var socket = new Socket(
                InetAddress.getLoopbackAddress(), server.server().address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(bytes.replace("PORT", "" + socket.getPort()).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            var answer = new StringBuilder();
            var buffer = new byte[8192];
            while (!answer.toString().contains("\r\n\r\n") || !answer.toString().endsWith("}}")) {
                var read = socket.getInputStream().read(buffer);
                if (read < 0) {
                    break;
                }
                answer.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            }
            return answer.toString();
        }
    }

    private static String post(String headers, String body) {
        return "POST /v1/chat/completions HTTP/1.1\r\n" + headers + "\r\n\r\n" + body;
    }

    private static String lengthOf(String body) {
        return "Content-Length: " + body.length();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost:PORT\r\nHost: localhost:PORT",
                "Host: localhost:PORT\r\nTransfer-Encoding: gzip, chunked",
                "Host: localhost:PORT\r\nX-Folded: a\r\n b",
                "Host: localhost:PORT\r\nX-Folded: a\r\n\tTransfer-Encoding: chunked",
                "Host: localhost:PORT\r\nContent-Length: 5",
                "Host: localhost:PORT, localhost:PORT",
                "Host: localEncoding: chunked",
                "Host: user@localhost:PORT",
                "X-No-Host: 1"
            })
    void whatTwoParsersCouldReadDifferentlyIsRefusedAndTheConnectionCloses(String headers) throws IOException {
        var answer = send(post("Content-Type: application/json\r\n" + headers + "\r\n" + lengthOf(HELLO), HELLO));
        assertThat(answer).startsWith("HTTP/1.1 400").containsIgnoringCase("connection: close");
        assertThat(answer).contains("\"code\":\"suspicious-request\"");
        nothingIsEntered();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Host: evil.example|403|cross-site",
                "Host: localhost.evil.example:PORT|403|cross-site",
                "Host: localhost:PORT:80|403|cross-site",
                "Host: localhost:PORT!Origin: http://localhost:1|403|cross-site",
                "Host: localhost:PORT!Origin: https://evil.example|403|cross-site",
                "Host: localhost:PORT!Sec-Fetch-Site: cross-site|403|cross-site",
                "Host: localhost:PORT!Sec-Fetch-Site: Cross-Site|403|cross-site",
                "Host: localhost:PORT!X-Forwarded-For: 10.0.0.1|403|cross-site",
                "Host: localhost:PORT!X-Real-IP: 10.0.0.1|403|cross-site",
                "Host: localhost:PORT!CF-Connecting-IP: 10.0.0.1|403|cross-site",
                "Host: localhost:PORT!True-Client-IP: 10.0.0.1|403|cross-site",
                "Host: localhost:PORT!X-Client-IP: 10.0.0.1|403|cross-site",
                "Host: localhost:PORT!Via: 1.1 proxy|403|cross-site",
                "Host: localhost:PORT!Forwarded: for=10.0.0.1|403|cross-site",
                "Host: localhost:PORT!Content-Encoding: gzip|415|wrong-content-type"
            })
    void withoutAKeyNoWebPageAndNoProxyIsServed(String headers, int status, String code) throws IOException {
        var lines = headers.replace("!", "\r\n") + "\r\nContent-Type: application/json\r\n" + lengthOf(HELLO);
        assertThat(send(post(lines, HELLO))).startsWith("HTTP/1.1 " + status).contains("\"code\":\"" + code + "\"");
        nothingIsEntered();
    }

    private void nothingIsEntered() {
        assertThat(server.server().ledger().entries().last(10)).isEmpty();
    }

    @Test
    void throughATunnelOfAnyPortItIsServed() throws IOException {
        assertThat(send("GET /v1/models HTTP/1.1\r\nHost: localhost:9000\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: localhost:PORT\r\nOrigin: https://evil.example",
                "Host: localhost:PORT\r\nX-Forwarded-For: 10.0.0.1"
            })
    void figuresAreNotForAWebPageThatRebindsItsName(String headers) throws IOException {
        assertThat(send("GET /metrics HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("\"code\":\"cross-site\"");
        assertThat(server.get("/metrics").statusCode()).isEqualTo(200);
    }

    @Test
    void everyReplyNamesItsRequestAsClientsLookForIt() {
        for (var path : new String[] {"/healthz", "/metrics", "/v1/models", "/nowhere", "/api/status"}) {
            var headers = server.get(path).headers();
            assertThat(headers.firstValue("x-request-id")).as(path).isPresent();
            assertThat(headers.firstValue("x-ambo-request-id")).isEqualTo(headers.firstValue("x-request-id"));
        }
    }

    @Test
    void withoutAKeyAFormOfAWebPageIsNotTaken() throws IOException {
        var lines = "Host: localhost:PORT\r\nContent-Type: text/plain\r\n" + lengthOf(HELLO);
        assertThat(send(post(lines, HELLO))).startsWith("HTTP/1.1 415");
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedBeforeItIsSent() throws IOException {
        var lines = "Host: localhost:PORT\r\nContent-Type: application/json\r\nContent-Length: 99999999";
        assertThat(send(post(lines, ""))).startsWith("HTTP/1.1 413").contains("\"code\":\"too-large\"");
        assertThat(server.server().ledger().entries().last(10))
                .extracting("code")
                .containsExactly("too-large");
    }

    @Test
    void aHeadBeyondTheLimitIsRefused() throws IOException {
        var lines = "Host: localhost:PORT\r\nX-Long: " + "x".repeat(200_000);
        assertThat(send(post(lines, ""))).startsWith("HTTP/1.1 431").contains("\"code\":\"head-too-large\"");
        nothingIsEntered();
    }

    @Test
    void theOwnInterfaceWantsItsToken() {
        assertThat(server.get("/api/status").statusCode()).isEqualTo(401);
        assertThat(server.get("/api/status", "authorization", "Bearer wrong").statusCode())
                .isEqualTo(401);
        var token = server.server().token().reveal();
        assertThat(server.get("/api/status", "authorization", "Bearer " + token).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatIsNotListedIsNotThere() {
        var answer = server.get("/v1/images/generations");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("\"code\":\"unknown-path\"");
        assertThat(server.get("/v1/chat/completions").statusCode()).isEqualTo(405);
    }

    @Test
    void anErrorSpeaksTheCallersLanguage() {
        assertThat(server.get("/nowhere", "accept-language", "zh-CN").body()).contains("此路径下没有内容");
    }

    @Test
    void beyondLoopbackItDoesNotListenWithoutAKey() {
        var settings = "port: 0\nlisten: 0.0.0.0\nengine: {enabled: false}\n";
        assertThatThrownBy(() -> LiveServer.with(
                        folder.resolve("other"),
                        "standin",
                        LiveServer.STANDIN_FILE.formatted(standIn.address()),
                        settings))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("0.0.0.0");
    }

    @Test
    void wrongJsonIsRefusedWithItsPlace() {
        var answer = server.chat("{\"model\":\"quick\",\"messages\":[{\"role\":\"user\",\"content\":7}]}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("messages[0].content").contains("invalid-member");
        assertThat(server.chat("{\"model\":").body()).contains("malformed-request");
    }
}
