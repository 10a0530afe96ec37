package io.ambo.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.wire.Body;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider has sealed, where each vendor puts it; made-up values. */
class SealedContentTest {

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                // OpenRouter
                "'reasoning_details':[{'type':'reasoning.text','text':'so','signature':'EqQB+/=','format':'anthropic-claude-v1'}]",
                "'reasoning_details':[{'type':'reasoning.encrypted','data':'EqQB+/=','id':'rs_1','format':'openai-responses-v1'}]",
                "'reasoning_details':[{'type':'reasoning.encrypted','data':'EqQB\\/'}]",
                // LiteLLM and Snowflake, for Claude
                "'thinking_blocks':[{'type':'thinking','thinking':'so','signature':'EqQB'}]",
                "'thinking_blocks':[{'type':'redacted_thinking','data':'EqQB'}]",
                "'provider_specific_fields':{'thinking_blocks':[{'signature':'EqQB'}]}",
                // Gemini behind OpenAI's format
                "'tool_calls':[{'id':'t','type':'function','function':{'name':'f','arguments':'{}'},"
                        + "'extra_content':{'google':{'thought_signature':'AAAA'}}}]",
                "'extra_content':{'google':{'thought_signature':'AAAA'}}",
                "'tool_calls':[{'id':'t','function':{'name':'f','arguments':'{}','thoughtSignature':'AAAA'}}]",
                // OpenAI's Responses
                "'reasoning':[{'type':'reasoning','encrypted_content':'gAAAAABo_-x'}]"
            })
    void whatOnlyItsIssuerCanReadIsSealed(String members) {
        var body = said(members);

        assertThat(body.opaque()).as(members).hasSize(1);
        assertThat(texts(body)).as(members).doesNotContain(body.index().text(body.opaque()[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "13812345678", "call 13812345678", "电话13812345678", "a@example.com", "{\\\"a\\\":1}"})
    void whatDoesNotLookSealedIsATextLikeAnyOther(String value) {
        for (var members : List.of(
                "'signature':'%s'",
                "'encrypted_content':'%s'", "'thinking_blocks':[{'type':'redacted_thinking','data':'%s'}]")) {
            var body = said(members.formatted(value));
            assertThat(body.opaque()).as(members).isEmpty();
            if (!value.isEmpty()) {
                assertThat(body.spans().stream()
                                .flatMap(span -> Arrays.stream(span.nodes()).mapToObj(body.index()::text)))
                        .contains(value.replace("\\", ""));
            }
        }
    }

    @Test
    void onlyAnAnswersOwnMembersAreSealed() {
        assertThat(OpenAiChat.read("""
                        {"model":"m","signature":"EqQB","messages":[{"role":"user","content":"hi","signature":"EqQB",
                         "reasoning_details":[{"type":"reasoning.encrypted","data":"EqQB"}]}]}
                        """.getBytes(UTF_8)).body().opaque()).isEmpty();
    }

    private static Body said(String members) {
        var json = "{'model':'m','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':'',%s}]}";
        return OpenAiChat.read(json.formatted(members).replace('\'', '"').getBytes(UTF_8))
                .body();
    }

    private static List<String> texts(Body body) {
        return body.spans().stream()
                .flatMap(span -> Arrays.stream(span.nodes()).mapToObj(body.index()::text))
                .toList();
    }
}
