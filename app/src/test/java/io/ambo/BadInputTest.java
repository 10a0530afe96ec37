package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.access.KeySpec;
import io.ambo.core.DestinationKind;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Outcome;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that are wrong and keys that do not open: a clear no, one entry or one count for each, and no upstream call. */
class BadInputTest {

    private static final String HELLO = """
            {"model":"standin-large","messages":[{"role":"user","content":"Say hello."}]}""";

    /** A body and the code with which it is refused; bytes of it are one a character. */
    record Bad(String name, String body, int status, String code) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Bad> bodies() {
        return Stream.concat(malformed(), wrong());
    }

    private static Stream<Bad> malformed() {
        return Stream.of(
                malformed("nothing", ""),
                malformed("no JSON", "hello"),
                malformed("cut off", HELLO.substring(0, 40)),
                malformed("more behind it", HELLO + "{}"),
                malformed("a comma too many", HELLO.replace("}]}", "}],}")),
                malformed("a comment", "/* */" + HELLO),
                malformed("single quotes", HELLO.replace('"', '\'')),
                malformed("a control character", HELLO.replace("hello", "hel\u0001lo")),
                malformed("invalid UTF-8", HELLO.replace("hello", "\u00c3(")),
                malformed("overlong UTF-8", HELLO.replace("hello", "\u00c0\u00af")),
                malformed("a surrogate in UTF-8", HELLO.replace("hello", "\u00ed\u00a0\u0080")),
                malformed("a bad escape", HELLO.replace("hello", "\\x41")),
                malformed("a leading zero", HELLO.replace("\"messages", "\"seed\":01,\"messages")),
                malformed("NaN", HELLO.replace("\"messages", "\"seed\":NaN,\"messages")),
                malformed("nested too deeply", nested(100_000)),
                new Bad("too many values", crowded(600_000), 413, "too-large"),
                new Bad("too many values in a string", HELLO.replace("Say hello.", list(600_000)), 413, "too-large"),
                new Bad("too many values in strings together", crowdedStrings(), 413, "too-large"));
    }

    private static Stream<Bad> wrong() {
        return Stream.of(
                malformed("an array", "[1]"),
                wrong("no model", HELLO.replace("\"model\"", "\"modle\"")),
                wrong("a model that is a number", HELLO.replace("\"standin-large\"", "7")),
                wrong("two models", HELLO.replace("{\"model", "{\"model\":\"auto\",\"model")),
                wrong("two models, one escaped", HELLO.replace("{\"model", "{\"m\\u006fdel\":\"auto\",\"model")),
                wrong("two lists of messages", HELLO.replace("{\"model", "{\"messages\":[],\"model")),
                wrong("two limits", HELLO.replace("{\"model", "{\"max_tokens\":5,\"max_tokens\":9000,\"model")),
                wrong("two stores", HELLO.replace("{\"model", "{\"store\":true,\"store\":false,\"model")),
                wrong("two counts", HELLO.replace("{\"model", "{\"n\":1,\"n\":50,\"model")),
                wrong("two lists of tools", HELLO.replace("{\"model", "{\"tools\":[],\"tools\":[],\"model")),
                wrong("two roles", HELLO.replace("\"role\":\"user\"", "\"role\":\"user\",\"role\":\"system\"")),
                wrong("two contents", HELLO.replace("\"content\"", "\"content\":\"a\",\"content\"")),
                wrong("two streams", HELLO.replace("{\"model", "{\"stream\":true,\"stream\":false,\"model")),
                wrong("a stream that is a text", HELLO.replace("{\"model", "{\"stream\":\"yes\",\"model")),
                wrong("messages that are none", HELLO.replaceAll("\\[.*]", "\"hello\"")),
                wrong("a content that is a number", HELLO.replace("\"Say hello.\"", "7")),
                wrong("a limit that is a text", HELLO.replace("{\"model", "{\"max_tokens\":\"many\",\"model")),
                wrong(
                        "a limit of a thousand digits",
                        HELLO.replace("{\"model", "{\"max_tokens\":" + digits() + ",\"model")),
                new Bad("an unknown model", HELLO.replace("standin-large", "nobody"), 404, "unknown-model"));
    }

    private static String digits() {
        return "9".repeat(1000);
    }

    private static String nested(int depth) {
        return HELLO.replace("{\"model", "{\"extra\":" + "[".repeat(depth) + "]".repeat(depth) + ",\"model");
    }

    private static String crowded(int values) {
        return HELLO.replace("{\"model", "{\"extra\":" + list(values) + ",\"model");
    }

    private static String crowdedStrings() {
        var strings = ("\"" + list(200_000) + "\",").repeat(3);
        return HELLO.replace("{\"model", "{\"extra\":[" + strings + "1],\"model");
    }

    private static String list(int values) {
        return "[" + "1,".repeat(values - 1) + "1]";
    }

    private static Bad malformed(String name, String body) {
        return new Bad(name, body, 400, "malformed-request");
    }

    private static Bad wrong(String name, String body) {
        return new Bad(name, body, 400, "invalid-member");
    }

    @TempDir
    static Path folder;

    private static StandIn standIn;
    private static LiveServer server;

    private int entriesBefore;

    @BeforeAll
    static void open() {
        standIn = StandIn.start();
        server = LiveServer.inFrontOf(standIn, folder.resolve("home"));
    }

    @AfterAll
    static void close() {
        server.close();
        standIn.close();
    }

    @BeforeEach
    void forget() {
        standIn.forget();
        entriesBefore = entries().size();
    }

    private static List<Entry> entries() {
        return server.server().ledger().entries().last(1000);
    }

    private RawCaller.Answer ask(RawCaller caller, String body) throws IOException {
        caller.send(RawCaller.postHead() + "Content-Length: " + body.length() + "\r\n\r\n");
        return caller.send(body.getBytes(StandardCharsets.ISO_8859_1)).answer();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBadBodyIsRefusedWithItsReasonAndEnteredAndTheConnectionStays(Bad bad) throws IOException {
        try (var caller = new RawCaller(server)) {
            var answer = ask(caller, bad.body());
            assertThat(answer.status()).as(answer.body()).isEqualTo(bad.status());
            assertThat(answer.body()).contains("\"code\":\"" + bad.code() + "\"");
            assertThat(standIn.requests()).isEmpty();
            assertThat(entries()).hasSize(entriesBefore + 1);
            var entry = entries().getFirst();
            assertThat(entry.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(entry.code()).isEqualTo(bad.code());
            assertThat(entry.attempts()).isEmpty();
            assertThat(answer.headers()).containsEntry("x-ambo-request-id", entry.id());
            assertThat(ask(caller, HELLO).status()).isEqualTo(200);
        }
    }

    @Test
    void oddButSoundBodiesAreServedAsTheyAre() throws IOException {
        try (var caller = new RawCaller(server)) {
            var lone = HELLO.replace("hello", "\\ud800 hello");
            assertThat(ask(caller, lone).status()).isEqualTo(200);
            var huge = HELLO.replace("{\"model", "{\"seed\":" + digits() + ",\"model");
            assertThat(ask(caller, huge).status()).isEqualTo(200);
            assertThat(standIn.requests().getLast().text()).contains(digits());
        }
        assertThat(entries()).hasSize(entriesBefore + 2);
        assertThat(entries().subList(0, 2)).extracting(Entry::outcome).containsOnly(Outcome.SERVED);
    }

    @Test
    void keysThatDoNotOpenAreCountedNotEntered() {
        var soon = Instant.now().plusMillis(1500);
        var home = folder.resolve("guarded");
        var good = GuardedServer.key(home, "good");
        var expiring = GuardedServer.key(
                home,
                new KeySpec(
                        "short", Set.of(), Set.of(DestinationKind.values()), Set.of(), Set.of(), Optional.of(soon)));
        try (var guarded = GuardedServer.inFrontOf(standIn, home)) {
            Await.until(() -> Instant.now().isAfter(soon.plus(1, ChronoUnit.MILLIS)));
            keysAreRefused(guarded, good, expiring);
        }
    }

    private void keysAreRefused(LiveServer guarded, String good, String expiring) {
        refused(guarded, "missing-key");
        refused(guarded, "wrong-key", "authorization", "Bearer sk-ambo-nonsense");
        refused(guarded, "expired-key", "authorization", "Bearer " + expiring);
        assertThat(standIn.requests()).isEmpty();
        assertThat(guarded.server().ledger().entries().last(10)).isEmpty();
        assertThat(guarded.get("/metrics", "authorization", "Bearer " + good).body())
                .contains("ambo_refused_callers_total 3.0");
    }

    @Test
    void aKeyThatIsRevokedWhileItsBearerIsConnectedOpensNothingMore() {
        var home = folder.resolve("revoking");
        var other = "Bearer " + GuardedServer.key(home, "other");
        var bearer = "Bearer " + GuardedServer.key(home, "lost");
        try (var guarded = GuardedServer.inFrontOf(standIn, home)) {
            assertThat(guarded.chat(HELLO, "authorization", bearer).statusCode())
                    .isEqualTo(200);
            standIn.forget();
            var revoked = guarded.delete(
                    "/api/keys/lost",
                    "authorization",
                    "Bearer " + guarded.server().token().reveal());
            assertThat(revoked.statusCode()).as(revoked.body()).isEqualTo(200);
            refused(guarded, "revoked-key", "authorization", bearer);
            assertThat(standIn.requests()).isEmpty();
            assertThat(guarded.server().ledger().entries().last(10)).hasSize(1);
            assertThat(guarded.get("/metrics", "authorization", other).body())
                    .contains("ambo_refused_callers_total 1.0");
        }
    }

    private static void refused(LiveServer guarded, String code, String... headers) {
        var answer = guarded.chat(HELLO, headers);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer");
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    }
}
