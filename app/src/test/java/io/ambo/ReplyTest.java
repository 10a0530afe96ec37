package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.ledger.Step;
import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Replies fold to the same texts and arguments however their bytes are cut, and conversations keep their placeholders. */
class ReplyTest {

    private static final long SEED = Long.getLong("ambo.seed", 20_261_123L);
    private static final String[] CONVERSATION = {"x-ambo-conversation", "c-1"};
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SAID =
            "Ring \"13812345678\",\nwrite to ann@example.com 或打 139 1234 5678 给她 EMAIL PHONE_ now";
    private static final String TOOLS = """
            ,"tools":[{"type":"function","function":{"name":"write","parameters":{"type":"object","properties":{"letter":{"type":"string"},"list":{"type":"array","items":{"type":"string"}}}}}},
            {"type":"function","function":{"name":"phone_home","parameters":{"type":"object","properties":{"to":{"type":"string"}}}}}]""";

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private StandIn standIn;
    private LiveServer server;

    @BeforeEach
    void open() {
        System.out.println("ReplyTest: seed " + SEED);
        standIn = StandIn.start();
        server = GuardedServer.inFrontOf(standIn, folder.resolve("home"));
    }

    @AfterEach
    void close() {
        server.close();
        standIn.close();
    }

    private static String request(String model, String text, boolean stream, String more) {
        return "{\"model\":\"" + model + "\",\"max_tokens\":2000,\"stream\":" + stream + ",\"messages\":["
                + message("user", text) + "]" + more + "}";
    }

    private static String message(String role, String text) {
        return "{\"role\":\"" + role + "\",\"content\":" + Told.plainly(text).json() + "}";
    }

    private Folded ask(String model, boolean stream, String more) {
        var answer = server.chat(request(model, SAID, stream, more));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return stream ? Folded.stream(answer.body()) : Folded.whole(answer.body());
    }

    @Test
    void aStreamCutAtEveryByteFoldsToTheWholeAnswer() {
        for (var model : List.of("standin/standin-large", "claude/standin-claude")) {
            for (var more : List.of("", TOOLS)) {
                var whole = ask(model, false, more);
                assertThat(whole.all()).contains("13812345678", "ann@example.com", "139 1234 5678");
                standIn.next(
                        Script.answer().splitEvery(1),
                        Script.answer().splitEvery(1).chunk(1),
                        Script.answer().splitEvery(2).crlf(),
                        Script.answer().splitEvery(7).chunk(3));
                for (var i = 0; i < 4; i++) {
                    assertThat(ask(model, true, more))
                            .as("%s %s, cut %d", model, more, i)
                            .isEqualTo(whole);
                }
                standIn.next(Script.answer().splitEvery(1));
                assertThat(ask(model, false, more)).isEqualTo(whole);
            }
        }
    }

    @Test
    void aStreamCutOnceAtAnyByteFoldsToTheWholeAnswer() {
        var whole = ask("standin/standin-large", false, TOOLS);
        var length = 6000;
        for (var cut = 1; cut < length; cut += 1 + random.nextInt(40)) {
            standIn.next(Script.answer().chunk(5).interleaved().splitAt(cut, cut + 1 + random.nextInt(30)));
            assertThat(ask("standin/standin-large", true, TOOLS))
                    .as("seed %s, cut at %d", SEED, cut)
                    .isEqualTo(whole);
        }
    }

    @Test
    void aLargeWholeAnswerIsRestoredAsASmallOneIs() {
        ask("standin/standin-large", false, "");
        var left =
                String.join(" ", Placeholders.in(standIn.requests().getFirst().text()));
        var answers = new ArrayList<String>();
        for (var length : List.of(10, 200_000)) {
            standIn.next(Script.raw("{\"padding\":\"" + "x".repeat(length)
                    + "\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + left
                    + "\"}}]}"));
            answers.add(ask("standin/standin-large", false, "").texts().get("0 content"));
        }
        assertThat(answers.getLast()).isEqualTo(answers.getFirst()).contains("13812345678", "ann@example.com");
        var entries = server.server().ledger().entries().last(2);
        assertThat(entries).extracting("restored").containsOnly(3);
        var step = List.of(Step.values()).indexOf(Step.RESTORE);
        assertThat(entries)
                .allSatisfy(entry -> assertThat(entry.stepNanos().get(step)).isPositive());
    }

    @Test
    void severalChoicesOfAStreamAreRestoredApart() {
        // n is refused for closed destinations by policy, so the upstream answers more than it was asked for
        var piece =
                "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":%d,\"delta\":{\"content\":\"%s\"},\"finish_reason\":%s}]}\n\n";
        server.chat(request("standin/standin-large", SAID, false, ""));
        var phone = Placeholders.in(standIn.requests().getFirst().text()).stream()
                .filter(placeholder -> placeholder.startsWith("PHONE"))
                .toList();
        var events = new ArrayList<String>();
        for (var i = 0; i < phone.get(0).length(); i++) {
            events.add(piece.formatted(0, phone.get(0).charAt(i), "null"));
            events.add(
                    piece.formatted(1, i < phone.get(1).length() ? phone.get(1).charAt(i) : "", "null"));
        }
        events.add(piece.formatted(
                1,
                phone.get(1)
                        .substring(Math.min(phone.get(0).length(), phone.get(1).length())),
                "\"stop\""));
        events.add(piece.formatted(0, "", "\"stop\""));
        events.add("data: [DONE]\n\n");
        standIn.next(Script.events(events));
        var folded = Folded.stream(
                server.chat(request("standin/standin-large", SAID, true, "")).body());
        assertThat(folded.texts().values()).containsExactlyInAnyOrder("13812345678", "139 1234 5678");
    }

    @Test
    void whatComesBackIsSentAgainAsTheSamePlaceholders() {
        for (var stream : List.of(false, true)) {
            standIn.forget();
            var answered = ask("standin/standin-large", stream, "").texts().get("0 content");
            var second = "{\"model\":\"standin/standin-large\",\"messages\":[" + message("user", SAID) + ","
                    + message("assistant", String.valueOf(answered)) + "," + message("user", "And 13812345678?") + "]}";
            assertThat(server.chat(second).statusCode()).isEqualTo(200);
            var sent = standIn.requests();
            var first = Placeholders.in(sent.getFirst().text());
            assertThat(first).hasSizeGreaterThanOrEqualTo(3);
            assertThat(Placeholders.in(sent.getLast().text())).isEqualTo(first);
        }
    }

    @Test
    void anotherConversationGetsOtherPlaceholders() {
        server.chat(request("standin/standin-large", "One: 13812345678", false, ""));
        server.chat(request("standin/standin-large", "Two: 13812345678", false, ""));
        server.chat(request("standin/standin-large", "One: 13812345678", false, ""));
        var sent = standIn.requests().stream()
                .map(recorded -> Placeholders.in(recorded.text()))
                .toList();
        assertThat(sent.get(1)).hasSize(1).doesNotContainAnyElementsOf(sent.get(0));
        assertThat(sent.get(2)).isEqualTo(sent.get(0));
    }

    @Test
    void aNamedConversationKeepsItsPlaceholdersWhateverItBeginsWith() {
        for (var name : List.of("c-1", "c-1", "c-2")) {
            var text = "Now " + standIn.requests().size() + ": 13812345678";
            server.chat(request("standin/standin-large", text, false, ""), "x-ambo-conversation", name);
        }
        var sent = standIn.requests().stream()
                .map(recorded -> Placeholders.in(recorded.text()))
                .toList();
        assertThat(sent.get(0)).hasSize(1).isEqualTo(sent.get(1)).isNotEqualTo(sent.get(2));
        assertThat(standIn.requests())
                .allSatisfy(recorded ->
                        assertThat(recorded.head() + recorded.text()).doesNotContain("c-1", "c-2"));
    }

    @Test
    void textsThatLookLikePlaceholdersComeBackAsTyped() {
        server.chat(request("standin/standin-large", SAID, false, ""), CONVERSATION);
        var real = Placeholders.in(standIn.requests().getFirst().text()).stream()
                .filter(placeholder -> placeholder.startsWith("PHONE"))
                .min(Comparator.comparingInt(String::length))
                .orElseThrow();
        for (var typed : List.of(
                "PHONE_K7QX2MD4 is what?",
                "phone_k7qx2md4 and `EMAIL_BCDFGHJK`, TOKEN_BBBBBBBB",
                "PHONE\\_K7QX2MD4 [SECRET_ZZZZ9999]",
                real + " is not 13812345678",
                real + real + "13812345678" + real,
                "PHONE_ PHONE_K PHONE_K7QX2MD EMAIL")) {
            for (var stream : List.of(false, true)) {
                var body = request("standin/standin-large", typed, stream, "");
                var answer = server.chat(body, CONVERSATION).body();
                var folded = stream ? Folded.stream(answer) : Folded.whole(answer);
                assertThat(folded.all()).as(typed).contains(typed);
            }
        }
    }

    @Test
    void aPlaceholderOfAnotherConversationIsNotRestored() {
        server.chat(request("standin/standin-large", "Mine: 13812345678", false, ""));
        var stolen = Placeholders.in(standIn.requests().getFirst().text()).stream()
                .findFirst()
                .orElseThrow();
        standIn.next(Script.raw(
                "{\"id\":\"x\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                        + "\"message\":{\"role\":\"assistant\",\"content\":\"It is " + stolen
                        + "\"},\"finish_reason\":\"stop\"}]}"));
        var answer = server.chat(request("standin/standin-large", "Other: 13987654321", false, ""))
                .body();
        assertThat(Folded.whole(answer).all()).contains(stolen).doesNotContain("13812345678");
    }

    @Test
    void aModelThatWritesAPlaceholderInItsOwnWayIsUnderstood() {
        server.chat(request("standin/standin-large", "Mine: 13812345678", false, ""));
        var mine = Placeholders.in(standIn.requests().getFirst().text()).stream()
                .findFirst()
                .orElseThrow();
        var escaped = mine.replace("_", "\\\\_");
        for (var written :
                List.of(mine, mine.toLowerCase(java.util.Locale.ROOT), "[" + mine + "]", "**" + mine + "**", escaped)) {
            standIn.next(Script.raw(
                    "{\"id\":\"x\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                            + "\"message\":{\"role\":\"assistant\",\"content\":\"It is " + written
                            + ".\"},\"finish_reason\":\"stop\"}]}"));
            var answer = server.chat(request("standin/standin-large", "Mine: 13812345678", false, ""))
                    .body();
            assertThat(Folded.whole(answer).all()).as(written).contains("13812345678");
        }
    }

    @Test
    void aSecretThatIsPutBackIntoAnAnswerInJsonLeavesItJson() {
        var key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw\n-----END PRIVATE KEY-----";
        var home = folder.resolve("masking");
        GuardedServer.inFrontOf(standIn, home).close();
        var provider = LiveServer.STANDIN_FILE.formatted(standIn.address());
        var settings = "port: 0\nlanes: 1\npolicy: masking\nengine: {enabled: false}\n";
        try (var masking = LiveServer.with(home, "standin", provider, settings)) {
            var json = ",\"response_format\":{\"type\":\"json_object\"}";
            masking.chat(request("standin/standin-large", key, false, json), CONVERSATION);
            var sent = standIn.requests().getFirst().text();
            assertThat(sent).doesNotContain("MIIE");
            var placeholder = Placeholders.in(sent).iterator().next();
            var said = "\"content\":\"{\\\"key\\\":\\\"" + placeholder + "\\\"}\"},\"finish_reason\":\"stop\"}]}";
            standIn.next(
                    Script.raw("{\"id\":\"x\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\"," + said),
                    Script.events("data: {\"id\":\"x\",\"choices\":[{\"index\":0,\"delta\":{" + said + "\n\n"));
            for (var stream : List.of(false, true)) {
                var body = request("standin/standin-large", key, stream, json);
                var answer = masking.chat(body, CONVERSATION).body();
                var folded = stream ? Folded.stream(answer) : Folded.whole(answer);
                var content = JSON.readTree(String.valueOf(folded.texts().get("0 content")));
                assertThat(content.at("/key").asString()).isEqualTo(key);
            }
        }
    }

    @Test
    void toolNamesAreNeverCutInAStream() {
        var answer =
                server.chat(request("standin/standin-large", SAID, true, TOOLS)).body();
        var names = answer.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> JSON.readTree(line.substring(6)))
                .flatMap(event -> event.at("/choices/0/delta/tool_calls").valueStream())
                .map(call -> call.at("/function/name"))
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .toList();
        assertThat(names).containsExactly("write", "phone_home");
    }

    @Test
    void sameTextInManyPlacesIsCountedOnceByTheModel() {
        var text = String.join(
                " ", IntStream.range(0, 50).mapToObj(i -> "13812345678").toList());
        var answer = server.chat(request("standin/standin-large", text, false, ""));
        assertThat(Folded.whole(answer.body()).all()).contains(text);
        assertThat(Placeholders.in(standIn.requests().getFirst().text())).hasSize(1);
    }
}
