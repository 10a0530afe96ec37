package io.ambo.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Catalog;
import io.ambo.config.CatalogReader;
import io.ambo.config.Settings;
import io.ambo.core.MemoryShare;
import io.ambo.format.Surface;
import io.ambo.pipeline.TestLane.TestReply;
import io.ambo.privacy.TaggerSource;
import io.ambo.wire.JsonIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sealed content where a model's name stands for several providers: it goes back to the one that issued it. */
class SealedReturnTest {

    private static final String PROVIDER = """
            id: %1$s
            kind: closed
            dialect: %2$s
            base-url: https://%1$s.example/v1
            data-terms: {trains-on-inputs: false, retention-days: 0, domicile: CN, source: made up, read: 2026-11-23}
            models:
              - id: large
                context: 128000
                max-output: 4096
                capabilities: [tools, json, reasoning]
                tier: {value: 3, source: made up, read: 2026-11-23}
                price: {currency: USD, per: 1000000, input: %3$s, output: 10.00, since: 2026-01-01, source: made up, read: 2026-11-23}
            """;

    /** {@code two} costs more than {@code one}, {@code claude} more than both. */
    private static final String POLICY = """
            name: default
            extends: default
            aliases:
              - {name: pair, models: [one/large, two/large]}
              - {name: mixed, models: [one/large, claude/large]}
            """;

    private static final String ASKED = "{'role':'user','content':'Hello.'}";

    @TempDir
    Path home;

    private TestLane lane;

    @BeforeEach
    void open() throws IOException {
        write("providers/one.yaml", PROVIDER.formatted("one", "openai-chat", "1.00"));
        write("providers/two.yaml", PROVIDER.formatted("two", "openai-chat", "2.00"));
        write("providers/claude.yaml", PROVIDER.formatted("claude", "anthropic-messages", "3.00"));
        write("policies/default.yaml", POLICY);
        Catalog catalog = new CatalogReader(Set.of()).read(home, Settings.fallback());
        lane = new TestLane(catalog, TaggerSource.NONE);
    }

    @AfterEach
    void close() {
        lane.close();
    }

    private void write(String file, String text) throws IOException {
        var path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    /** Sends a request; what the caller sees of it. */
    private TestReply ask(Surface surface, String model, boolean stream, String messages) {
        var reply = new TestReply();
        lane.serve(
                lane.admit(surface, reply),
                json("{'model':'%s','max_tokens':9,'stream':%s,'messages':[%s]}".formatted(model, stream, messages)));
        lane.turn();
        return reply;
    }

    private String called() {
        return lane.call().outbound.way().endpoint().now().orElseThrow().toString();
    }

    /** The turn before: a provider says this, whole or in a stream. */
    private void said(String provider, boolean stream, String members) throws Exception {
        ask(Surface.CHAT_COMPLETIONS, provider + "/large", stream, ASKED);
        var body = json("{'choices':[{'index':0,'%s':{'role':'assistant','content':'Hi.',%s},'finish_reason':'stop'}]}"
                .formatted(stream ? "delta" : "message", members));
        lane.call().upstream.head(200, stream, 0);
        if (stream) {
            lane.call().event(body);
            lane.call().event("[DONE]");
        } else {
            lane.call().upstream.body(body.getBytes(UTF_8), new MemoryShare(lane.memory));
        }
        lane.call().upstream.ended();
        lane.turn();
    }

    private TestReply followUp(String model, String members) {
        return ask(
                Surface.CHAT_COMPLETIONS,
                model,
                false,
                ASKED + ",{'role':'assistant','content':'Hi.'," + members + "}," + ASKED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'reasoning_details':[{'type':'reasoning.text','text':'so','signature':'EqQB+/='}]",
                "'reasoning_details':[{'type':'reasoning.encrypted','data':'EqQB\\/'}]",
                "'thinking_blocks':[{'type':'redacted_thinking','data':'EqQB'}]",
                "'tool_calls':[{'id':'t','type':'function','function':{'name':'f','arguments':'{}'},"
                        + "'extra_content':{'google':{'thought_signature':'AAAA'}}}]",
                "'reasoning':[{'type':'reasoning','encrypted_content':'gAAAAABo_-x'}]"
            })
    void whatAProviderSealedGoesBackToItThoughAnotherIsCheaper(String members) throws Exception {
        for (var stream : new boolean[] {true, false}) {
            said("two", stream, members);
            followUp("pair", members);

            assertThat(called()).contains("two.example");
            assertThat(new String(lane.call().outbound.body(), UTF_8)).contains(json(members));
        }
    }

    @Test
    void withoutSealedContentTheCheaperOneIsAsked() {
        ask(Surface.CHAT_COMPLETIONS, "pair", false, ASKED);

        assertThat(called()).contains("one.example");
    }

    @Test
    void whatAnotherProviderSealedIsRefusedForTheOneThatWasNamed() throws Exception {
        said("two", true, "'signature':'EqQB'");
        var before = lane.calls.size();

        assertThat(followUp("one/large", "'signature':'EqQB'").seen).containsExactly("refuse no-allowed-model");
        assertThat(lane.calls).hasSize(before);
    }

    @Test
    void whatWasSealedByTwoGoesToNeither() throws Exception {
        said("one", true, "'signature':'EqQBone'");
        said("two", true, "'signature':'EqQBtwo'");
        var before = lane.calls.size();

        assertThat(followUp("pair", "'signature':'EqQBone','thinking_blocks':[{'signature':'EqQBtwo'}]").seen)
                .containsExactly("refuse no-allowed-model");
        assertThat(lane.calls).hasSize(before);
    }

    @Test
    void whatNobodyIsKnownToHaveSealedGoesToNoneOfSeveral() {
        assertThat(followUp("pair", "'signature':'EqQB'").seen).containsExactly("refuse no-allowed-model");
        assertThat(lane.calls).isEmpty();
    }

    @Test
    void whatIsNotRememberedComesFromTheOnlyOneThatSpeaksTheCallersFormat() {
        var thought = "{'role':'assistant','content':[{'type':'thinking','thinking':'so','signature':'EqQB'},"
                + "{'type':'text','text':'Hi.'}]}";
        ask(Surface.MESSAGES, "mixed", false, ASKED + "," + thought + "," + ASKED);

        assertThat(called()).contains("claude.example");
        assertThat(new String(lane.call().outbound.body(), UTF_8)).contains("EqQB");
    }

    @Test
    void whoeverSpeaksAnotherFormatGetsTheRequestWithoutIt() {
        var thought = "{'role':'assistant','content':[{'type':'thinking','thinking':'so','signature':'EqQB'},"
                + "{'type':'text','text':'Hi.'}]}";
        ask(Surface.MESSAGES, "one/large", false, ASKED + "," + thought + "," + ASKED);

        assertThat(called()).contains("one.example");
        assertThat(new String(lane.call().outbound.body(), UTF_8)).doesNotContain("EqQB");
    }

    @Test
    void onlyTheLatestAreRemembered() throws Exception {
        var issuers = new SealedIssuers(2);
        for (var value : new String[] {"Aa", "Bb", "Cc", "Dd", "Ee"}) {
            issuers.note(JsonIndex.of(("{\"signature\":\"" + value + "\"}").getBytes(UTF_8)), "two");
        }
        assertThat(issuers.size()).isBetween(2, 4);
    }
}
