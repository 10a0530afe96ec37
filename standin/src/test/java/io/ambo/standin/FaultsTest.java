package io.ambo.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.standin.Caller.End;
import io.ambo.standin.Caller.Heard;
import io.ambo.standin.Recorded.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final Duration SILENCE = Duration.ofMillis(300);
    private static final String LAST_CHUNK = "0\r\n\r\n";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final StandIn standIn = StandIn.start();

    @AfterEach
    void stop() {
        standIn.close();
    }

    private Heard streamed(Script script) throws IOException {
        return heard(script, Caller.chat(true));
    }

    /** The same of a stream that is known to end, however long a busy machine takes for it. */
    private Heard ended(Script script) throws IOException {
        standIn.next(script);
        try (Caller caller = new Caller(standIn)) {
            return caller.say(Caller.chat(true)).hearUntil(LAST_CHUNK);
        }
    }

    private Heard heard(Script script, String request) throws IOException {
        standIn.next(script);
        try (Caller caller = new Caller(standIn)) {
            return caller.say(request).hear(SILENCE);
        }
    }

    private String usual() throws IOException {
        return ended(Script.answer()).unchunked();
    }

    private static int events(String body) {
        return (int) Pattern.compile("\n\n").matcher(body).results().count();
    }

    private long took(Script script) throws IOException {
        standIn.next(script);
        try (Caller caller = new Caller(standIn)) {
            long start = System.nanoTime();
            caller.say(Caller.chat(false)).hearUntil("\n}\n");
            return (System.nanoTime() - start) / 1_000_000;
        }
    }

    @Test
    void delayedHeadComesNotBeforeItsTime() throws IOException {
        assertThat(took(Script.answer().delayHead(Duration.ofMillis(120)))).isBetween(120L, 5_000L);
    }

    @Test
    void headComesAtOnceWhenOnlyTheFirstByteIsDelayed() throws IOException {
        Heard heard = streamed(Script.answer().delayFirst(Duration.ofSeconds(60)));
        assertThat(heard.head()).startsWith("HTTP/1.1 200 OK");
        assertThat(heard.body()).isEmpty();
    }

    @Test
    void delaysBetweenEventsAddUp() throws IOException {
        standIn.next(Script.events("data: 1\n\n", "data: 2\n\n", "data: 3\n\n").delayBetween(Duration.ofMillis(60)));
        try (Caller caller = new Caller(standIn)) {
            long start = System.nanoTime();
            Heard heard = caller.say(Caller.chat(true)).hearUntil(LAST_CHUNK);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(120_000_000L);
            assertThat(heard.unchunked()).isEqualTo("data: 1\n\ndata: 2\n\ndata: 3\n\n");
        }
    }

    @Test
    void stallSendsSoManyEventsThenNothing() throws IOException {
        Heard heard = streamed(Script.answer().stallAfterEvents(3));
        assertThat(events(heard.unchunked())).isEqualTo(3);
        assertThat(heard.end()).isEqualTo(End.SILENT);
        assertThat(standIn.awaitLeft(1, PATIENCE)).extracting(Recorded::ending).containsExactly(Ending.LEFT);
    }

    @Test
    void stallSendsSoManyBytesThenNothing() throws IOException {
        Heard heard = streamed(Script.answer().stallAfterBytes(17));
        assertThat(heard.unchunked()).hasSize(17);
        assertThat(heard.end()).isEqualTo(End.SILENT);
    }

    @Test
    void stallWithoutAnyByteLeavesTheCallerWaiting() throws IOException {
        standIn.next(Script.stall());
        try (Caller caller = new Caller(standIn)) {
            caller.say(Caller.chat(true));
            standIn.await(1, PATIENCE);
            assertThat(caller.hearNothing(SILENCE)).isEqualTo(new Heard("", End.SILENT));
        }
    }

    @Test
    void cutClosesInOrderWithoutTheEndOfTheBody() throws IOException {
        String whole = usual();
        Heard heard = streamed(Script.answer().cutAfterBytes(100));
        assertThat(heard.unchunked()).isEqualTo(whole.substring(0, 100));
        assertThat(heard.end()).isEqualTo(End.CLOSED);
        assertThat(heard.text()).doesNotEndWith("0\r\n\r\n");
        assertThat(standIn.awaitEnded(2, PATIENCE).getLast().ending()).isEqualTo(Ending.BROKEN);
    }

    @Test
    void cutOfAWholeBodyLeavesItShorterThanItsLength() throws IOException {
        Heard heard = heard(Script.answer().cutAfterBytes(10), Caller.chat(false));
        assertThat(heard.body()).hasSize(10);
        assertThat(heard.head()).containsPattern("content-length: [0-9]{3}");
        assertThat(heard.end()).isEqualTo(End.CLOSED);
    }

    @Test
    void resetIsSeenAsReset() throws IOException {
        assertThat(streamed(Script.answer().resetAfterBytes(50)).end()).isEqualTo(End.RESET);
        assertThat(streamed(Script.answer().resetAfterEvents(2)).end()).isEqualTo(End.RESET);
        assertThat(streamed(Script.resetBeforeAnswer())).isEqualTo(new Heard("", End.RESET));
    }

    @Test
    void cutBeforeAnyAnswerGivesNoByte() throws IOException {
        assertThat(streamed(Script.cutBeforeAnswer())).isEqualTo(new Heard("", End.CLOSED));
    }

    @Test
    void halfCloseEndsOneDirectionAndGoesOnReading() throws IOException {
        standIn.next(Script.answer().halfCloseAfterBytes(20));
        try (Caller caller = new Caller(standIn)) {
            Heard heard = caller.say(Caller.chat(true)).hear(SILENCE);
            assertThat(heard.end()).isEqualTo(End.CLOSED);
            assertThat(heard.unchunked()).hasSize(20);
            caller.say(Caller.chat(false));
            assertThat(standIn.await(2, PATIENCE)).hasSize(2);
        }
    }

    @Test
    void statusesComeInTheVendorsErrorShape() throws IOException {
        Heard limited = streamed(Script.status(429).retryAfter(2));
        assertThat(limited.head()).startsWith("HTTP/1.1 429 Too Many Requests").contains("\r\nretry-after: 2");
        assertThat(limited.body()).contains("\"code\": \"rate_limit_exceeded\"");
        assertThat(streamed(Script.status(429)).head()).doesNotContain("retry-after");
        for (int status : new int[] {500, 502, 503, 529}) {
            assertThat(streamed(Script.status(status)).text())
                    .startsWith("HTTP/1.1 " + status + " ")
                    .contains("\"type\": \"server_error\"");
        }
    }

    @Test
    void anthropicOverloadComesInItsOwnShape() throws IOException {
        Heard heard = heard(Script.status(529), Caller.post("/v1/messages", "{}"));
        assertThat(heard.body())
                .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}");
    }

    @Test
    void errorEventCanBeTheFirstOrComeInMidStream() throws IOException {
        String first = streamed(Script.answer().errorAfterEvents(0)).unchunked();
        assertThat(first).startsWith("data: {\"error\":{").doesNotContain("[DONE]");
        assertThat(events(first)).isEqualTo(1);
        String mid = streamed(Script.answer().errorAfterEvents(4)).unchunked();
        assertThat(events(mid)).isEqualTo(5);
        assertThat(mid).startsWith("data: {\"id\"").contains("data: {\"error\":{");
    }

    @Test
    void garbageComesInPlaceOfHttpOrInsideAGoodHead() throws IOException {
        assertThat(streamed(Script.garbage()).text()).hasSize(256).doesNotContain("HTTP/");
        Heard inside = streamed(Script.garbageBody());
        assertThat(inside.head()).startsWith("HTTP/1.1 200 OK").contains("text/event-stream");
        assertThat(inside.unchunked()).hasSize(256).doesNotContain("data:");
    }

    @Test
    void bytesInPlaceOfAnAnswerCanStopInMidHead() throws IOException {
        byte[] bytes = "HTTP/1.1 200 OK\r\ncontent-type".getBytes(StandardCharsets.UTF_8);
        assertThat(streamed(Script.wire(bytes).stallAfterBytes(20)))
                .isEqualTo(new Heard("HTTP/1.1 200 OK\r\ncon", End.SILENT));
    }

    @Test
    void oversizedLineHasExactlyItsLength() throws IOException {
        String body = ended(Script.answer().oversizedLine(100_000)).unchunked();
        assertThat(List.of(body.split("\n", -1))).anyMatch(line -> line.length() == 100_000);
        assertThat(body).endsWith("data: [DONE]\n\n");
    }

    @Test
    void contentTypeCanBeWrong() throws IOException {
        Heard heard = ended(Script.answer().contentType("text/html"));
        assertThat(heard.head()).contains("content-type: text/html").doesNotContain("event-stream");
    }

    @Test
    void splitPiecesAreChunksOfTheirOwnAndJoinToTheSameBytes() throws IOException {
        String whole = usual();
        Heard every = ended(Script.answer().splitEvery(1));
        assertThat(every.unchunked()).isEqualTo(whole);
        assertThat(every.body()).startsWith("1\r\nd\r\n1\r\na\r\n");
        Heard at = ended(Script.answer().splitAt(3, 10));
        assertThat(at.unchunked()).isEqualTo(whole);
        assertThat(at.body()).startsWith("3\r\ndat\r\n7\r\n");
    }

    @Test
    void linesCanEndWithCarriageReturns() throws IOException {
        String body = ended(Script.answer().crlf()).unchunked();
        assertThat(body.replace("\r\n", "")).doesNotContain("\n");
        assertThat(body).endsWith("data: [DONE]\r\n\r\n");
    }

    @Test
    void contentLengthCanBeWrongInBothDirections() throws IOException {
        int right = heard(Script.answer(), Caller.chat(false)).body().length();
        Heard longer = heard(Script.answer().lengthOff(5), Caller.chat(false));
        assertThat(longer.head()).contains("content-length: " + (right + 5));
        assertThat(longer.end()).isEqualTo(End.CLOSED);
        Heard shorter = heard(Script.answer().lengthOff(-5), Caller.chat(false));
        assertThat(shorter.head()).contains("content-length: " + (right - 5));
        assertThat(shorter.body()).hasSize(right);
    }

    @Test
    void redirectNamesItsLocation() throws IOException {
        Heard heard = streamed(Script.redirect("http://127.0.0.1:1/v1/elsewhere"));
        assertThat(heard.head())
                .startsWith("HTTP/1.1 307 Temporary Redirect")
                .contains("location: http://127.0.0.1:1/v1/elsewhere", "content-length: 0");
    }

    @Test
    void rawBodiesAndEventsComeAsWritten() throws IOException {
        assertThat(heard(Script.raw("{\"a\":1}").withStatus(418), Caller.chat(false))
                        .text())
                .startsWith("HTTP/1.1 418 ")
                .endsWith("\r\n\r\n{\"a\":1}");
        assertThat(streamed(Script.raw("data: x\n\n")).head()).contains("text/event-stream");
        assertThat(streamed(Script.events("data: 甲\n\n")).body()).contains("\u00e7\u0094\u00b2");
    }

    @Test
    void usageCanBeMissing() throws IOException {
        assertThat(heard(Script.answer().noUsage(), Caller.chat(false)).body()).doesNotContain("usage");
        String anthropic = Caller.post(
                "/v1/messages",
                "{\"model\":\"standin-claude\",\"max_tokens\":9,\"stream\":true,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
        assertThat(heard(Script.answer().noUsage(), anthropic).unchunked()).doesNotContain("usage");
    }

    @Test
    void connectionClosesAfterAnAnswerThatPromisedToKeepIt() throws IOException {
        Heard heard = heard(Script.answer().closeAfter(), Caller.chat(false));
        assertThat(heard.head()).contains("connection: keep-alive");
        assertThat(heard.end()).isEqualTo(End.CLOSED);
        assertThat(standIn.awaitEnded(1, PATIENCE).getFirst().ending()).isEqualTo(Ending.ANSWERED);
    }

    @Test
    void idleConnectionsCloseOnDemandAndBusyOnesStay() throws IOException {
        try (Caller idle = new Caller(standIn);
                Caller busy = new Caller(standIn)) {
            idle.say(Caller.chat(false)).hearUntil("\n}\n");
            standIn.next(Script.stall());
            busy.say(Caller.chat(false));
            standIn.await(2, PATIENCE);
            standIn.closeIdle();
            assertThat(idle.hear(PATIENCE).end()).isEqualTo(End.CLOSED);
            assertThat(busy.hearNothing(SILENCE).end()).isEqualTo(End.SILENT);
        }
    }

    @Test
    void scriptsArePlayedInOrderThenTheUsualAnswerIsBack() throws IOException {
        standIn.next(Script.status(500).times(2), Script.status(503));
        try (Caller caller = new Caller(standIn)) {
            for (String status : List.of("500", "500", "503", "200")) {
                assertThat(caller.say(Caller.chat(false)).hearUntil("\n}\n").text())
                        .startsWith("HTTP/1.1 " + status);
            }
        }
    }

    @Test
    void lastingScriptStaysUntilForgotten() throws IOException {
        standIn.always(Script.status(502));
        assertThat(streamed(Script.status(500)).head()).startsWith("HTTP/1.1 500");
        try (Caller caller = new Caller(standIn)) {
            assertThat(caller.say(Caller.chat(false)).hearUntil("\n}\n").head()).startsWith("HTTP/1.1 502");
            standIn.forget();
            assertThat(caller.say(Caller.chat(false)).hearUntil("\n}\n").head()).startsWith("HTTP/1.1 200");
        }
    }
}
