package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ambo.access.KeyBudget;
import io.ambo.access.KeyLimits;
import io.ambo.access.KeySpec;
import io.ambo.core.DestinationKind;
import io.ambo.core.Money;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Outcome;
import io.ambo.platform.SettableClock;
import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Limits of keys, over HTTP, at a whole house in front of upstreams of both dialects. */
class KeyLimitsHttpTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final String OPENAI = "standin/standin-large";
    private static final String ANTHROPIC = "claude/standin-claude";
    private static final String HELLO = """
            {"model":"%s","stream":%s,"messages":[{"role":"user","content":"Say hello."}]}""";

    private static final String THINKER = """
            provider: standin
            models:
              - id: standin-small
                context: 128000
                capabilities: [reasoning]
                price: {currency: USD, per: 1000000, input: 2.50, output: 10.00, since: 2026-01-01, source: made up, read: 2026-11-23}
            """;

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NOON);
    private StandIn standIn;
    private LiveServer server;

    @BeforeEach
    void open() {
        standIn = StandIn.start();
        server = GuardedServer.inFrontOf(standIn, home());
        reopen();
    }

    @AfterEach
    void close() {
        server.close();
        standIn.close();
    }

    private Path home() {
        return folder.resolve("home");
    }

    private void reopen() {
        server.close();
        server = LiveServer.open(home(), clock);
    }

    private String key(KeyLimits limits) {
        return key("limited", limits);
    }

    private String key(String name, KeyLimits limits) {
        server.close();
        var secret = GuardedServer.key(home(), KeySpec.named(name).limited(limits));
        server = LiveServer.open(home(), clock);
        return secret;
    }

    private static KeyLimits requests(long most) {
        return KeyLimits.NONE.requestsPerMinute(OptionalLong.of(most));
    }

    private static KeyLimits budget(String text) {
        return KeyLimits.NONE.budget(Optional.of(KeyBudget.of(text)));
    }

    private HttpResponse<String> ask(String key, String model, String... headers) {
        var all = new ArrayList<>(List.of("authorization", "Bearer " + key));
        all.addAll(List.of(headers));
        return server.chat(HELLO.formatted(model, false), all.toArray(String[]::new));
    }

    /** Asks until the spending of earlier runs has been added up. */
    private HttpResponse<String> askWhenRead(String key, String model) {
        var answer = ask(key, model);
        while (answer.statusCode() == 503 && answer.body().contains("not-ready")) {
            answer = ask(key, model);
        }
        return answer;
    }

    private List<Entry> entries() {
        return server.server().ledger().entries().last(100).reversed();
    }

    private Money spent() {
        return entries().stream().flatMap(entry -> entry.cost().stream()).reduce(Money.zero("USD"), Money::plus);
    }

    private static String member(HttpResponse<String> answer, String name) {
        return JsonMapper.shared()
                .readTree(answer.body())
                .get("error")
                .get(name)
                .asString();
    }

    @ParameterizedTest
    @ValueSource(strings = {OPENAI, ANTHROPIC})
    void beyondTheRequestsOfAMinuteItIs429WithTheTimeToWaitAndAnEntry(String model) {
        var key = key(requests(2));
        assertThat(ask(key, model).statusCode()).isEqualTo(200);
        assertThat(ask(key, model).statusCode()).isEqualTo(200);
        var refused = ask(key, model);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(429);
        assertThat(member(refused, "type")).isEqualTo("rate_limit_error");
        assertThat(member(refused, "code")).isEqualTo("limit-reached");
        assertThat(member(refused, "message")).contains("2 requests a minute", "61 seconds");
        assertThat(refused.headers().firstValue("retry-after")).contains("61");
        assertThat(refused.headers().firstValue("x-ambo-request-id")).isPresent();
        var chinese = ask(key, model, "accept-language", "zh-CN");
        assertThat(member(chinese, "message")).contains("每分钟可请求 2 次", "61 秒");
        assertThat(standIn.requests()).hasSize(2);
        assertThat(entries())
                .extracting(Entry::outcome, Entry::code)
                .containsExactlyInAnyOrder(
                        tuple(Outcome.SERVED, ""),
                        tuple(Outcome.SERVED, ""),
                        tuple(Outcome.REFUSED, "limit-reached"),
                        tuple(Outcome.REFUSED, "limit-reached"));
        assertThat(server.get("/metrics").body()).contains("error_type=\"limit-reached\"");
        clock.advance(Duration.ofSeconds(61));
        assertThat(ask(key, model).statusCode()).isEqualTo(200);
    }

    @Test
    void answersSayWhatIsLeftAsOpenAiDoes() {
        var key = key(requests(5).tokensPerMinute(OptionalLong.of(1_000_000)));
        assertThat(ask(key, OPENAI).headers().firstValue("x-ratelimit-remaining-tokens"))
                .contains("1000000");
        clock.advance(Duration.ofSeconds(20));
        var headers = ask(key, OPENAI).headers();
        assertThat(headers.firstValue("x-ratelimit-limit-requests")).contains("5");
        assertThat(headers.firstValue("x-ratelimit-remaining-requests")).contains("3");
        assertThat(headers.firstValue("x-ratelimit-reset-requests")).contains("61s");
        assertThat(headers.firstValue("x-ratelimit-limit-tokens")).contains("1000000");
        assertThat(Long.parseLong(
                        headers.firstValue("x-ratelimit-remaining-tokens").orElseThrow()))
                .isBetween(1L, 999_999L);
        assertThat(headers.firstValue("x-ratelimit-reset-tokens")).contains("41s");
    }

    @Test
    void aKeyWithoutLimitsHearsNothingOfThem() {
        var key = key(KeyLimits.NONE);
        assertThat(ask(key, OPENAI).headers().map().keySet()).noneMatch(name -> name.startsWith("x-ratelimit"));
    }

    @ParameterizedTest
    @CsvSource({OPENAI + ", false", OPENAI + ", true", ANTHROPIC + ", false", ANTHROPIC + ", true"})
    void tokensOfAnAnswerCloseTheDoorForTheNext(String model, boolean stream) {
        var key = key(KeyLimits.NONE.tokensPerMinute(OptionalLong.of(1)));
        var first = server.chat(HELLO.formatted(model, stream), "authorization", "Bearer " + key);
        assertThat(first.statusCode()).isEqualTo(200);
        var refused = ask(key, model);
        assertThat(refused.statusCode()).isEqualTo(429);
        var used = entries().stream()
                .map(Entry::usage)
                .mapToLong(usage -> usage.totalInput() + usage.totalOutput())
                .sum();
        assertThat(member(refused, "message")).contains("1 tokens a minute", "has used " + used);
        assertThat(refused.headers().firstValue("x-ratelimit-remaining-tokens")).contains("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"day", "month"})
    void aBudgetOutlivesARestartAndEndsWithItsTime(String period) {
        var key = key(budgetOfOne(period));
        standIn.forget();
        assertThat(askWhenRead(key, OPENAI).statusCode()).isEqualTo(200);
        var refused = ask(key, OPENAI);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(member(refused, "message")).contains("budget-left");
        reopen();
        var after = askWhenRead(key, OPENAI);
        assertThat(after.statusCode()).isEqualTo(429);
        assertThat(member(after, "message")).isEqualTo(member(refused, "message"));
        assertThat(standIn.requests()).hasSize(1);
        clock.advance(Duration.ofDays(period.equals("day") ? 1 : 6));
        assertThat(ask(key, OPENAI).statusCode()).isEqualTo(200);
    }

    @Test
    void whatWasUnderWayWhenTheProcessWasKilledCountsAtTheMostThatItMayCost() throws Exception {
        var key = key(budgetOfOne("month"));
        standIn.forget();
        server.close();
        standIn.next(Script.stall());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var process = ServerProcess.start(home())) {
            threads.execute(() -> askUntilKilled(process.at("/v1/chat/completions"), key));
            standIn.await(1, Duration.ofSeconds(20));
            process.kill();
        }
        server = LiveServer.open(home());
        var refused = askWhenRead(key, OPENAI);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(entries())
                .filteredOn(entry -> entry.code().equals("interrupted"))
                .singleElement()
                .satisfies(entry -> assertThat(member(refused, "message"))
                        .contains("has spent " + entry.reserved().orElseThrow()));
        aCorrectionOpensItAgain(key);
    }

    /** A crash closes no key for the day without a way back. */
    private void aCorrectionOpensItAgain(String key) {
        var id = entries().stream()
                .filter(Entry::interrupted)
                .findFirst()
                .orElseThrow()
                .id();
        var shell = Called.in(home());
        assertThat(shell.ambo("last", id).out().replaceAll("\\s+", " "))
                .contains("booked at the most that it can have cost", "to correct: ambo ledger correct " + id);
        var corrected = shell.ambo("ledger", "correct", id, "--cost", "0", "--reason", "the machine lost its power");
        assertThat(corrected.status()).as(corrected.err()).isZero();
        assertThat(ask(key, OPENAI).statusCode()).isEqualTo(200);
        assertThat(shell.ambo("last", id).out().replaceAll("\\s+", " "))
                .contains("whether and how much of them left is not known", "standin/standin-large")
                .contains("corrected to USD 0", "the machine lost its power", "originally booked: USD 0.0")
                .doesNotContain("nothing left", "not reached");
        var json = JsonMapper.shared()
                .readTree(shell.ambo("last", id, "--json").out())
                .get("entry");
        assertThat(json.get("bytes_out").isNull()).isTrue();
        var attempt = json.get("attempts").get(0);
        assertThat(attempt.get("sent").isNull()).isTrue();
        assertThat(attempt.get("prepared").asLong()).isPositive();
        assertThat(attempt.get("treatment").asString()).isEqualTo("clear");
        assertThat(json.get("corrections").get(0).get("author").asString()).isEqualTo(System.getProperty("user.name"));
        assertThat(shell.ambo("ledger", "correct", id, "--cost", "1CNY", "--reason", "no")
                        .status())
                .isNotZero();
        assertThat(shell.ambo("ledger", "sum", "--by", "key").out())
                .contains("limited")
                .doesNotContain("price unknown");
        assertThat(shell.ambo("ledger", "export", "csv").out())
                .contains("key_name", "limited", "the machine lost its power");
    }

    private static void askUntilKilled(URI chat, String key) {
        var request = HttpRequest.newBuilder(chat)
                .headers("content-type", "application/json", "authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(HELLO.formatted(OPENAI, false)))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            for (var status = 503; status == 503; ) {
                status = client.send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode();
            }
        } catch (IOException _) {
            return;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatIsShownOfTheBudgetIsWhatTheLedgerSums() {
        var key = key(budget("1USD/day"));
        for (var model : List.of(OPENAI, ANTHROPIC, OPENAI)) {
            var answer = askWhenRead(key, model);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        reopen();
        assertThat(askWhenRead(key, OPENAI).statusCode()).isEqualTo(200);
        var listed = Called.in(home()).ambo("keys", "list");
        assertThat(listed.out().replaceAll("\\s+", " ")).contains(spent() + " of 1USD/day");
    }

    @Test
    void whatCannotBeCountedIsNotAskedAndAnotherCandidateIs() throws Exception {
        server.close();
        var dear = LiveServer.STANDIN_FILE
                .formatted(standIn.address())
                .replace("id: standin\n", "id: yuan\n")
                .replace("currency: USD", "currency: CNY");
        Files.writeString(home().resolve("providers/yuan.yaml"), dear);
        server = LiveServer.open(home(), clock);
        var key = key(budget("1USD/day"));
        var refused = askWhenRead(key, "yuan/standin-large");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(member(refused, "code")).isEqualTo("no-allowed-model");
        assertThat(member(refused, "message")).contains("yuan/standin-large has no price in USD");
        assertThat(standIn.requests()).isEmpty();
        var answered = ask(key, "standin-large");
        assertThat(answered.headers().firstValue("x-ambo-model")).contains(OPENAI);
    }

    @Test
    void ofManyAtOnceOnTwoLanesNoMoreThanAllowedAreLetIn() {
        var key = key(requests(10));
        var answers = new ArrayList<CompletableFuture<Integer>>();
        for (var i = 0; i < 40; i++) {
            answers.add(CompletableFuture.supplyAsync(() -> ask(key, OPENAI).statusCode()));
        }
        var statuses = answers.stream().map(CompletableFuture::join).toList();
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(10);
        assertThat(statuses).filteredOn(status -> status == 429).hasSize(30);
        assertThat(standIn.requests()).hasSize(10);
        assertThat(entries()).hasSize(40);
    }

    @Test
    void ofManyAtOnceNoMoreAreUnderWayThanTheBudgetHolds() {
        var key = key(budgetOfOne("day"));
        standIn.forget();
        standIn.next(Script.answer().delayHead(Duration.ofMillis(200)).times(8));
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (var i = 0; i < 8; i++) {
            answers.add(CompletableFuture.supplyAsync(() -> askWhenRead(key, OPENAI)));
        }
        var statuses = answers.stream().map(it -> it.join().statusCode()).toList();
        assertThat(statuses).isSubsetOf(200, 429).containsOnlyOnce(200);
        assertThat(standIn.requests()).hasSize(1);
    }

    /** Enough for what one request may cost at most, and not for two. */
    private KeyLimits budgetOfOne(String period) {
        assertThat(ask(key("unlimited", KeyLimits.NONE), OPENAI).statusCode()).isEqualTo(200);
        var most = entries().getLast().reserved().orElseThrow();
        return budget(most.units().toPlainString() + most.currency() + "/" + period);
    }

    @ParameterizedTest
    @ValueSource(strings = {"standin/standin-large", "standin/standin-small"})
    void twentyRequestsThatHangUpBeforeTheCountAreStoppedByTheBudget(String model) throws Exception {
        server.close();
        Files.createDirectories(home().resolve("models"));
        Files.writeString(home().resolve("models/thinker.yaml"), THINKER);
        server = LiveServer.open(home(), clock);
        var key = key(budget("0.1USD/day"));
        assertThat(askWhenRead(key, model).statusCode()).isEqualTo(200);
        standIn.forget();
        // What cannot think is left before its first word, what thinks after its last.
        standIn.always(model.endsWith("small") ? Script.answer().noUsage().stallAfterEvents(4) : Script.stall());
        for (var i = 0; i < 20; i++) {
            hangUp(key, model);
        }
        assertThat(standIn.requests()).hasSizeLessThan(4);
        assertThat(ask(key, model).statusCode()).isEqualTo(429);
        assertThat(spent().nanos()).isGreaterThan(50_000_000);
    }

    /** Leaves as soon as the upstream has the request, unless it is refused before. */
    private void hangUp(String key, String model) throws IOException {
        var before = standIn.requests().size();
        var known = entries().size();
        try (var caller = new RawCaller(server)) {
            caller.send(RawCaller.post(HELLO.formatted(model, true), "Authorization: Bearer " + key));
            var isThinker = model.endsWith("small");
            Await.until(() -> standIn.requests().size() > before
                    || entries().size() > known && entries().getLast().outcome() != Outcome.OPEN);
            if (isThinker && standIn.requests().size() > before) {
                caller.begins();
            }
        }
        Await.until(() -> entries().stream().allMatch(entry -> entry.outcome() != Outcome.OPEN));
    }

    @Test
    void anAnswerThatBeganBeforeItsKeyExpiredComesWholeAndTheNextIsRefused() throws Exception {
        server.close();
        var end = Instant.now().plus(Duration.ofDays(1));
        var wish =
                new KeySpec("short", Set.of(), Set.of(DestinationKind.values()), Set.of(), Set.of(), Optional.of(end));
        var key = GuardedServer.key(home(), wish);
        server = LiveServer.open(home(), clock);
        standIn.next(Script.answer().delayBetween(Duration.ofMillis(20)));
        try (var caller = new RawCaller(server)) {
            caller.send(RawCaller.post(HELLO.formatted(OPENAI, true), "Authorization: Bearer " + key));
            standIn.await(1, Duration.ofSeconds(20));
            clock.advance(Duration.between(NOON, end).plusSeconds(1));
            var answer = caller.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("data: [DONE]");
        }
        assertThat(entries()).extracting(Entry::outcome).containsExactly(Outcome.SERVED);
        assertThat(member(ask(key, OPENAI), "code")).isEqualTo("expired-key");
    }

    @Test
    void theNoIsSaidWhenASmallBodyHasComeSoThatTheConnectionStays() throws Exception {
        var key = "Authorization: Bearer " + key(requests(1));
        var body = HELLO.formatted(OPENAI, false);
        try (var caller = new RawCaller(server)) {
            assertThat(caller.send(RawCaller.post(body, key)).answer().status()).isEqualTo(200);
            caller.send(RawCaller.postHead(key, "Content-Length: " + body.length()) + "\r\n");
            caller.send(body.substring(0, 20));
            var refused = caller.send(body.substring(20)).answer();
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.closes()).isFalse();
            assertThat(caller.send(RawCaller.post(body, key)).answer().status()).isEqualTo(429);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 1000000",
                "Expect: 100-continue\r\nContent-Length: 10",
                "Transfer-Encoding: chunked"
            })
    void theNoIsSaidAtOnceAndEnteredWhenTheBodyIsLargeOrWaitsForIt(String announced) throws Exception {
        var key = "Authorization: Bearer " + key(requests(1));
        try (var caller = new RawCaller(server)) {
            assertThat(caller.send(RawCaller.post(HELLO.formatted(OPENAI, false), key))
                            .answer()
                            .status())
                    .isEqualTo(200);
            var refused =
                    caller.send(RawCaller.postHead(key, announced) + "\r\n").answer();
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.closes()).isTrue();
        }
        assertThat(entries())
                .extracting(Entry::outcome, Entry::code)
                .containsExactlyInAnyOrder(tuple(Outcome.SERVED, ""), tuple(Outcome.REFUSED, "limit-reached"));
    }

    @Test
    void aLimitIsChangedAtOnceThroughTheServerAndWhatIsUsedStays() {
        var key = key(requests(1));
        assertThat(ask(key, OPENAI).statusCode()).isEqualTo(200);
        assertThat(ask(key, OPENAI).statusCode()).isEqualTo(429);
        var raised = Called.in(home()).ambo("keys", "limit", "limited", "--requests-per-minute", "2");
        assertThat(raised.status()).as(raised.err()).isZero();
        assertThat(raised.err()).contains("1 of 2 requests/min");
        assertThat(ask(key, OPENAI).statusCode()).isEqualTo(200);
        assertThat(ask(key, OPENAI).statusCode()).isEqualTo(429);
        assertThat(Called.in(home())
                        .ambo("keys", "limit", "limited", "--requests-per-minute", "none")
                        .err())
                .contains("no limits");
        assertThat(ask(key, OPENAI).statusCode()).isEqualTo(200);
    }
}
