package io.ambo.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.standin.Recorded.Ending;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RecordingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void requestIsKeptByteForByte() throws IOException {
        String body =
                "{\"model\" : \"standin-large\",\t\"messages\":[{\"role\":\"user\",\"content\":\"\\u5f20 三\"}], \"x\":1e2}";
        try (StandIn standIn = StandIn.start();
                Caller caller = new Caller(standIn)) {
            caller.say(Caller.post("/v1/chat/completions?a=%20b&c", body)).hearUntil("\n}\n");
            Recorded recorded = standIn.await(1, PATIENCE).getFirst();
            assertThat(recorded.body()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
            assertThat(recorded.target()).isEqualTo("/v1/chat/completions?a=%20b&c");
            assertThat(recorded.method()).isEqualTo("POST");
            assertThat(recorded.headers())
                    .startsWith(
                            Map.entry("Host", "127.0.0.1"),
                            Map.entry("Authorization", "Bearer test"),
                            Map.entry("X-Api-Key", "test"),
                            Map.entry("Anthropic-Version", "2023-06-01"));
            assertThat(recorded.header("content-TYPE")).contains("application/json");
            assertThat(recorded.whole()).isTrue();
        }
    }

    @Test
    void requestsOnOneConnectionShareItsNameAndAreNumbered() throws IOException {
        try (StandIn standIn = StandIn.start();
                Caller one = new Caller(standIn);
                Caller other = new Caller(standIn)) {
            one.say(Caller.chat(false)).hearUntil("\n}\n");
            one.say(Caller.chat(false)).hearUntil("\n}\n");
            other.say(Caller.chat(false)).hearUntil("\n}\n");
            List<Recorded> all = standIn.await(3, PATIENCE);
            assertThat(all).extracting(Recorded::number).containsExactly(1, 2, 3);
            assertThat(all.get(0).connection())
                    .isEqualTo(all.get(1).connection())
                    .isNotEqualTo(all.get(2).connection());
            standIn.forget();
            assertThat(standIn.requests()).isEmpty();
        }
    }

    @Test
    void callersLeavingIsNoticedAtOnce() throws IOException {
        try (StandIn standIn = StandIn.start();
                Caller caller = new Caller(standIn)) {
            standIn.next(Script.answer().delayBetween(Duration.ofMillis(20)));
            caller.say(Caller.chat(true)).hearUntil("\n\n");
            assertThat(standIn.requests().getFirst().ending()).isEqualTo(Ending.OPEN);
            long before = System.nanoTime();
            caller.leave();
            Recorded recorded = standIn.awaitLeft(1, PATIENCE).getFirst();
            assertThat(recorded.left()).isTrue();
            assertThat(recorded.ended()).isBetween(before, before + 2_000_000_000L);
            assertThat(recorded.lasted()).isPositive();
        }
    }

    @Test
    void leavingBeforeTheHeadIsNoticedToo() throws IOException {
        try (StandIn standIn = StandIn.start();
                Caller caller = new Caller(standIn)) {
            standIn.next(Script.answer().delayHead(Duration.ofSeconds(60)));
            caller.say(Caller.chat(false));
            standIn.await(1, PATIENCE);
            caller.leave();
            assertThat(standIn.awaitLeft(1, PATIENCE).getFirst().left()).isTrue();
        }
    }

    @Test
    void requestBrokenOffInItsBodyIsKeptAsFarAsItCame() throws IOException {
        try (StandIn standIn = StandIn.start();
                Caller caller = new Caller(standIn)) {
            String request = Caller.chat(false);
            caller.say(request.substring(0, request.length() - 10));
            caller.leave();
            Recorded recorded = standIn.awaitLeft(1, PATIENCE).getFirst();
            assertThat(recorded.whole()).isFalse();
            assertThat(request).contains(recorded.text());
        }
    }

    @Test
    void completeAnswerIsNoLeaving() throws IOException {
        try (StandIn standIn = StandIn.start();
                Caller caller = new Caller(standIn)) {
            caller.say(Caller.chat(true)).hearUntil("0\r\n\r\n");
            caller.leave();
            assertThat(standIn.awaitEnded(1, PATIENCE).getFirst().ending()).isEqualTo(Ending.ANSWERED);
        }
    }

    @Test
    void filesHoldHeadAndBodyBeforeTheAnswerComes(@TempDir Path folder) throws IOException {
        try (StandIn standIn = StandIn.start(StandInOptions.defaults().withFolder(folder));
                Caller caller = new Caller(standIn)) {
            caller.say(Caller.chat(false)).hearUntil("\n}\n");
            assertThat(Files.readString(folder.resolve("000001.body"))).contains("PHONE_K7QX2MD4");
            assertThat(Files.readString(folder.resolve("000001.head")))
                    .startsWith("POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        }
    }

    @Test
    void nothingIsKeptWhenTold() throws IOException {
        try (StandIn standIn = StandIn.start(StandInOptions.defaults().withRecord(false));
                Caller caller = new Caller(standIn)) {
            caller.say(Caller.chat(false)).hearUntil("\n}\n");
            assertThat(standIn.requests()).isEmpty();
        }
    }

    @Test
    void deskTellsForgetsAndTakesScripts() throws Exception {
        try (StandIn standIn = StandIn.start();
                HttpClient client = HttpClient.newHttpClient();
                Caller caller = new Caller(standIn)) {
            assertThat(control(
                            client, standIn, "POST", "script", "[{\"status\":503,\"retry_after\":7},{\"stall\":true}]"))
                    .contains("\"ok\": true");
            assertThat(caller.say(Caller.chat(false)).hearUntil("\n}\n").head())
                    .startsWith("HTTP/1.1 503")
                    .contains("retry-after: 7");
            JsonNode told = Json.read(Json.bytes(control(client, standIn, "GET", "requests", "")))
                    .orElseThrow()
                    .path("requests");
            assertThat(told.size()).isEqualTo(1);
            String body = new String(
                    Base64.getDecoder().decode(told.get(0).path("body").stringValue()), StandardCharsets.UTF_8);
            assertThat(Caller.chat(false)).endsWith(body);
            assertThat(told.get(0).path("headers").get(1).toString()).isEqualTo("[\"Authorization\",\"Bearer test\"]");
            control(client, standIn, "DELETE", "requests", "");
            assertThat(standIn.requests()).isEmpty();
        }
    }

    @Test
    void deskSaysWhatIsWrongWithAScript() throws Exception {
        try (StandIn standIn = StandIn.start();
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(control(client, standIn, "POST", "script", "{\"stats\":1}"))
                    .contains("unknown member \\\"stats\\\"")
                    .contains("status");
            assertThat(control(client, standIn, "POST", "script", "{\"status\":9}"))
                    .contains("member \\\"status\\\"");
            assertThat(control(client, standIn, "POST", "script", "{\"chunk\":\"x\"}"))
                    .contains("member \\\"chunk\\\"");
            assertThat(control(client, standIn, "POST", "script", "nonsense")).contains("not JSON");
            assertThat(control(client, standIn, "GET", "nowhere", "")).contains("no such path");
        }
    }

    private static String control(HttpClient client, StandIn standIn, String method, String path, String body)
            throws IOException, InterruptedException {
        URI address = URI.create(standIn.address() + "/standin/" + path);
        HttpRequest request = HttpRequest.newBuilder(address)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }
}
