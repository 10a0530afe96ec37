package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.ledger.Entry;
import io.ambo.ledger.Outcome;
import io.ambo.standin.StandIn;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members that steer more than the answer, at a closed destination: left out, or the request does not go there. */
class SteeringMembersTest {

    private static final String HELLO = """
            {%s,"model":"standin-large","messages":[{"role":"user","content":"Say hello."}]}""";

    @TempDir
    static Path folder;

    private static StandIn standIn;
    private static LiveServer server;

    private int before;

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
        before = server.server().ledger().entries().last(1000).size();
    }

    private Entry entry() {
        var entries = server.server().ledger().entries().last(1000);
        assertThat(entries).hasSize(before + 1);
        return entries.getFirst();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'store':true",
                "'service_tier':'flex'",
                "'metadata':{'who':'Moonshadow'}",
                "'user':'somebody'",
                "'safety_identifier':'somebody'",
                "'prompt_cache_key':'here'",
                "'prompt_cache_retention':'24h'",
                "'prediction':{'type':'content','content':'hello'}",
                "'modalities':['text','audio']",
                "'id_slot':1",
                "'cache_prompt':true",
                "'lora':[]",
                "'grammar':'root'",
                "'chat_template_kwargs':{}",
                "'n_probs':3",
                "'n_keep':3",
                "'samplers':[]",
                "'timings_per_token':true",
                "'st\\u006fre':true"
            })
    void whatTheDestinationShallNotGetIsLeftOut(String member) {
        var answer = server.chat(HELLO.formatted(member.replace('\'', '"')));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(standIn.requests()).hasSize(1);
        var sent = standIn.requests().getFirst().text();
        assertThat(sent).contains("Say hello.").doesNotContain(member.split("'", 3)[1] + "\":", "store");
        assertThat(entry().outcome()).isEqualTo(Outcome.SERVED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'web_search_options':{}",
                "'tools':[{'type':'web_search'}]",
                "'audio':{'voice':'a','format':'mp3'}",
                "'previous_response_id':'resp_1'",
                "'conversation':'conv_1'",
                "'background':true",
                "'chat_template':'x'"
            })
    void whatReachesFurtherKeepsTheRequestAway(String member) {
        var answer = server.chat(HELLO.formatted(member.replace('\'', '"')));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"no-allowed-model\"", "[steering-member]");
        assertThat(standIn.requests()).isEmpty();
        var entry = entry();
        assertThat(entry.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(entry.code()).isEqualTo("no-allowed-model");
        assertThat(entry.attempts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Store':true",
                "'\u017ftore':true",
                "'STORE':true",
                "'N':50",
                "'Model':'another'",
                "'\\u004dodel':'another'",
                "'Messages':[]",
                "'Stream':true",
                "'User':'somebody'",
                "'Tools':[{'type':'web_search'}]",
                "'tools':[{'Type':'web_search','function':{'name':'f'}}]",
                "'Previous_Response_Id':'resp_1'",
                "'bac\u212aground':true"
            })
    void aMemberThatOnlyItsCapitalsKeepFromSteeringIsRefused(String member) {
        var answer = server.chat(HELLO.formatted(member.replace('\'', '"')));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"invalid-member\"", "in other letters");
        assertThat(standIn.requests()).isEmpty();
        assertThat(entry().code()).isEqualTo("invalid-member");
    }

    @Test
    void aMemberOfAnotherNameMayHaveCapitals() {
        var answer =
                server.chat(HELLO.formatted("\"topK\":5,\"enableThinking\":true,\"X-Note\":{\"Model\":1,\"Store\":2}"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(standIn.requests().getFirst().text()).contains("topK", "enableThinking", "Store");
        assertThat(entry().outcome()).isEqualTo(Outcome.SERVED);
    }

    @Test
    void whatTheProviderHasSealedGoesBackToIt() {
        var call = "{\"id\":\"t1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"},"
                + "\"extra_content\":{\"google\":{\"thought_signature\":\"AAAA\"}}}";
        var answer =
                server.chat("{\"model\":\"standin-large\",\"messages\":[{\"role\":\"user\",\"content\":\"weather?\"},"
                        + "{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[" + call + "]},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"t1\",\"content\":\"sunny\"}]}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(standIn.requests().getFirst().text()).contains("\"thought_signature\":\"AAAA\"");
    }

    @Test
    void severalAnswersAreRefusedWithTheirPlace() {
        var answer = server.chat(HELLO.formatted("\"n\":2"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"unsupported-member\"", "\"param\":\"n\"");
        assertThat(standIn.requests()).isEmpty();
        assertThat(entry().code()).isEqualTo("unsupported-member");
    }

    @Test
    void oneAnswerIsNoSeveral() {
        assertThat(server.chat(HELLO.formatted("\"n\":1")).statusCode()).isEqualTo(200);
        assertThat(entry().outcome()).isEqualTo(Outcome.SERVED);
    }
}
