package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.DataClass;
import io.ambo.ledger.Entry;
import io.ambo.standin.StandIn;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers by which a caller steers, and those that a reply carries. */
class HeadersTest {

    private static final String HELLO =
            "{\"model\":\"careful\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello there.\"}]}";
    private static final String PHONE =
            "{\"model\":\"careful\",\"messages\":[{\"role\":\"user\",\"content\":\"Ring 13812345678.\"}]}";
    private static final String IDENTITY =
            "{\"model\":\"careful\",\"messages\":[{\"role\":\"user\",\"content\":\"It is 11010519491231002X.\"}]}";

    @TempDir
    Path folder;

    private StandIn standIn;
    private LiveServer server;
    private String plain;
    private String masking;

    @BeforeEach
    void open() {
        standIn = StandIn.start();
        var home = folder.resolve("home");
        plain = GuardedServer.key(home, "plain");
        masking = GuardedServer.key(home, "masking", "masking");
        server = GuardedServer.inFrontOf(standIn, home);
    }

    @AfterEach
    void close() {
        server.close();
        standIn.close();
    }

    private HttpResponse<String> ask(String key, String body, String... headers) {
        var all = new ArrayList<>(List.of("authorization", "Bearer " + key));
        all.addAll(Arrays.asList(headers));
        return server.chat(body, all.toArray(String[]::new));
    }

    private Entry entry() {
        return server.server().ledger().entries().last(1).getFirst();
    }

    private static void refused(HttpResponse<String> answer, int status, String code, String param) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
        if (!param.isEmpty()) {
            assertThat(answer.body()).contains("\"param\":\"" + param + "\"");
        }
    }

    @Test
    void classIsRaisedByTheHeader() {
        assertThat(ask(plain, HELLO).statusCode()).isEqualTo(200);
        assertThat(entry().dataClass()).isEqualTo(DataClass.L0);
        assertThat(ask(plain, HELLO, "x-ambo-class", "L1").statusCode()).isEqualTo(200);
        assertThat(entry().dataClass()).isEqualTo(DataClass.L1);
        standIn.forget();
        for (var high : List.of("L3", "L4", "L5")) {
            refused(ask(plain, HELLO, "x-ambo-class", high), 403, "no-allowed-model", "");
            assertThat(entry().dataClass()).isEqualTo(DataClass.valueOf(high));
        }
        assertThat(standIn.requests()).isEmpty();
    }

    @Test
    void classIsNeverLoweredByTheHeader() {
        assertThat(ask(plain, PHONE, "x-ambo-class", "L0").statusCode()).isEqualTo(200);
        assertThat(entry().dataClass()).isEqualTo(DataClass.L2);
        assertThat(standIn.requests().getFirst().text())
                .doesNotContain("13812345678")
                .contains("PHONE_");
        standIn.forget();
        refused(ask(plain, IDENTITY, "x-ambo-class", "L0"), 403, "no-allowed-model", "");
        assertThat(entry().dataClass()).isEqualTo(DataClass.L3);
        assertThat(standIn.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"L6", "l3x", "3", "", "L3,L4", "secret"})
    void classThatIsNoneIsRefused(String written) {
        refused(ask(plain, HELLO, "x-ambo-class", written), 400, "invalid-member", "x-ambo-class");
        assertThat(standIn.requests()).isEmpty();
    }

    @Test
    void eightTagsAreEnteredAndNoneBecomesAMetricsLabel() {
        var tags = "team=alpha, cost-centre=x_9,c=1,d=1,e=1,f=1,g=1," + "k".repeat(64) + "=" + "v".repeat(64);
        assertThat(ask(plain, HELLO, "x-ambo-tags", tags).statusCode()).isEqualTo(200);
        assertThat(entry().tags())
                .hasSize(8)
                .containsAllEntriesOf(Map.of("team", "alpha", "cost-centre", "x_9", "k".repeat(64), "v".repeat(64)));
        assertThat(server.get("/metrics", "authorization", "Bearer " + plain).body())
                .contains("ambo_")
                .doesNotContain("alpha", "cost-centre");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=1,b=1,c=1,d=1,e=1,f=1,g=1,h=1,i=1",
                "team",
                "=x",
                "a=",
                "Team=x",
                "a=X",
                "a=b c",
                "a=b=c",
                "a=1,,b=2",
                "a=1,a=2",
                "a=b/c"
            })
    void tagsBeyondTheLimitsAreRefused(String written) {
        refused(ask(plain, HELLO, "x-ambo-tags", written), 400, "invalid-member", "x-ambo-tags");
        assertThat(standIn.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=13812345678", "13812345678=a", "a=1,b=11010519491231002x", "a=138.1234.5678"})
    void tagsThatHoldAValueAreRefusedBecauseTheyStayInTheLedger(String written) {
        refused(ask(plain, HELLO, "x-ambo-tags", written), 400, "invalid-member", "x-ambo-tags");
        assertThat(standIn.requests()).isEmpty();
        assertThat(entry().tags()).isEmpty();
    }

    @Test
    void tagsOfMoreThanSixtyFourCharactersAreRefused() {
        refused(ask(plain, HELLO, "x-ambo-tags", "k=" + "v".repeat(65)), 400, "invalid-member", "x-ambo-tags");
        refused(ask(plain, HELLO, "x-ambo-tags", "k".repeat(65) + "=v"), 400, "invalid-member", "x-ambo-tags");
    }

    @ParameterizedTest
    @CsvSource({
        "x-ambo-class,L0,L4",
        "x-ambo-class,L4,L0",
        "x-ambo-policy,default,masking",
        "x-ambo-conversation,one,two",
        "x-ambo-tags,a=1,b=2"
    })
    void aHeaderThatIsThereTwiceIsRefusedBecauseOneOfThemWouldBeOverlooked(String name, String one, String other) {
        refused(ask(masking, HELLO, name, one, name, other), 400, "invalid-member", name);
        assertThat(entry().code()).isEqualTo("invalid-member");
        assertThat(standIn.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-ambo-clas", "x-ambo-data-class", "X-Ambo-Classes", "x-ambo-"})
    void aHeaderThatIsAlmostOneIsRefusedBecauseItWouldRaiseNothing(String name) {
        refused(ask(plain, HELLO, name, "L4"), 400, "invalid-member", name.toLowerCase(Locale.ROOT));
        assertThat(entry().code()).isEqualTo("invalid-member");
        assertThat(standIn.requests()).isEmpty();
    }

    @Test
    void aNoToTheHeadComesWhenASmallBodyHasComeSoThatTheConnectionStays() throws IOException {
        var key = "Authorization: Bearer " + plain;
        try (var caller = new RawCaller(server)) {
            for (var i = 0; i < 3; i++) {
                caller.send(RawCaller.postHead(key, "x-ambo-class: L9", "Content-Length: " + HELLO.length()) + "\r\n");
                var refused = caller.send(HELLO).answer();
                assertThat(refused.status()).isEqualTo(400);
                assertThat(refused.body()).contains("x-ambo-class");
                assertThat(refused.closes()).isFalse();
            }
        }
    }

    @Test
    void policyIsChosenOnlyFromTheKeysList() {
        refused(ask(plain, IDENTITY, "x-ambo-policy", "masking"), 403, "forbidden", "x-ambo-policy");
        refused(ask(masking, IDENTITY, "x-ambo-policy", "nobodys"), 403, "forbidden", "x-ambo-policy");
        assertThat(standIn.requests()).isEmpty();
        assertThat(ask(masking, IDENTITY, "x-ambo-policy", "masking").statusCode())
                .isEqualTo(200);
        assertThat(standIn.requests().getFirst().text())
                .doesNotContain("11010519491231002X")
                .contains("IDENTITY_");
    }

    @Test
    void defaultPolicyHoldsForWhoNamesNoneAndMayBeNamedByAll() {
        refused(ask(masking, IDENTITY), 403, "no-allowed-model", "");
        assertThat(ask(plain, HELLO, "x-ambo-policy", "default").statusCode()).isEqualTo(200);
    }

    @Test
    void whichPoliciesThereAreIsNotToldToStrangers() {
        var known = ask(plain, HELLO, "x-ambo-policy", "masking").body();
        var unknown = ask(plain, HELLO, "x-ambo-policy", "nobodys").body();
        assertThat(known).isEqualTo(unknown);
    }

    @Test
    void repliesSayWhoAnsweredByWhichConfiguration() {
        for (var stream : List.of("", "\"stream\":true,")) {
            var answer = ask(plain, HELLO.replace("{\"model\"", "{" + stream + "\"model\""));
            var headers = answer.headers();
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(headers.firstValue("x-ambo-request-id")).contains(entry().id());
            assertThat(headers.firstValue("x-ambo-model")).contains("standin/standin-large");
            assertThat(headers.firstValue("x-ambo-destination")).contains("closed");
            assertThat(headers.firstValue("x-ambo-config-version")).contains(entry().snapshot());
        }
    }

    @Test
    void repliesOfAModelBelowWhatTheAliasAsksForSaySo() {
        var demanding = HELLO.replace("careful", "demanding");
        var below = ask(masking, demanding, "x-ambo-policy", "masking");
        assertThat(below.statusCode()).as(below.body()).isEqualTo(200);
        assertThat(below.headers().firstValue("x-ambo-below-floor")).contains("true");
        assertThat(ask(plain, HELLO).headers().firstValue("x-ambo-below-floor")).isEmpty();
    }

    @Test
    void refusalsCarryTheRequestsIdToo() {
        var refused = ask(plain, IDENTITY);
        assertThat(refused.headers().firstValue("x-ambo-request-id")).contains(entry().id());
        assertThat(refused.headers().firstValue("x-ambo-model")).isEmpty();
    }

    @Test
    void nothingOfTheCallersOrTheUpstreamsHeadersIsPassedOn() {
        var answer = ask(
                plain,
                HELLO,
                "x-ambo-tags",
                "team=alpha",
                "x-ambo-conversation",
                "c-77",
                "x-secret-note",
                "13812345678");
        assertThat(answer.headers().map()).doesNotContainKeys("openai-organization", "openai-version");
        assertThat(answer.headers().firstValue("x-request-id")).contains(entry().id());
        var head = standIn.requests().getFirst().head();
        assertThat(head)
                .doesNotContainIgnoringCase("x-ambo")
                .doesNotContain(plain, "alpha", "c-77", "13812345678", "secret-note");
    }
}
