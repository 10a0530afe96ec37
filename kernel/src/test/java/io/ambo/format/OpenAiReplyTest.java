package io.ambo.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.Usage;
import io.ambo.format.ReplyFrame.ContentStream;
import io.ambo.wire.JsonIndex;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiReplyTest {

    /** Where a text may stand in a delta, and what its field is called. */
    private static final Map<String, String> SHAPES = Map.of(
            "{'content':'@'}", "content",
            "{'refusal':'@'}", "refusal",
            "{'function_call':{'arguments':'@'}}", "function_call.arguments",
            "{'tool_calls':[{'index':3,'function':{'arguments':'@'}}]}", "function.arguments",
            "{'tool_calls':[{'index':0,'custom':{'input':'@'}}]}", "custom.input",
            "{'audio':{'transcript':'@'}}", "audio.transcript",
            "{'reasoning_details':[{'text':'@'}]}", "reasoning_details[].text",
            "{'content':[{'thinking':[{'text':'@'}]}]}", "content[].thinking[].text");

    @Test
    void everyTextIsFoundAndItsContinuationLandsWhereItWas() throws Exception {
        for (var shape : SHAPES.keySet()) {
            var chunk = index("{'id':'c','created':5,'choices':[{'index':2,'delta':" + shape + "}]}");
            var pieces = OpenAiReply.read(chunk).pieces();
            assertThat(pieces).as(shape).hasSize(1);
            var channel = pieces.getFirst().channel();
            assertThat(channel.group()).isEqualTo(2);
            assertThat(channel.field()).isEqualTo(SHAPES.get(shape));

            var more = JsonIndex.of(
                    new OpenAiContinuation(chunk).event(channel, "more").data().getBytes(UTF_8));

            assertThat(more.raw(0)).startsWith("{\"id\":\"c\",\"created\":5,\"choices\":[{\"index\":2,");
            assertThat(OpenAiReply.read(more).pieces())
                    .as(shape)
                    .singleElement()
                    .satisfies(piece -> {
                        assertThat(piece.channel()).isEqualTo(channel);
                        assertThat(more.text(piece.node())).isEqualTo("more");
                    });
        }
    }

    @Test
    void onlyArgumentsAreInsideJson() {
        assertThat(new ContentStream(0, 0, "function.arguments").form()).isEqualTo(ReplyFrame.Form.INSIDE_JSON);
        assertThat(new ContentStream(0, -1, "function_call.arguments").form()).isEqualTo(ReplyFrame.Form.INSIDE_JSON);
        assertThat(new ContentStream(0, 0, "custom.input").form()).isNotEqualTo(ReplyFrame.Form.INSIDE_JSON);
        assertThat(new ContentStream(0, -1, "content").form()).isNotEqualTo(ReplyFrame.Form.INSIDE_JSON);
    }

    @Test
    void callsOfAWholeReplyAreToldApartByTheirPlace() throws Exception {
        var frame = read("{'choices':[{'index':0,'message':{'content':null,'tool_calls':["
                + "{'id':'a','function':{'name':'f','arguments':'1'}},{'id':'b','function':{'name':'g','arguments':'2'}}"
                + "]},'finish_reason':'tool_calls','logprobs':null}]}");

        assertThat(frame.pieces().stream().map(piece -> piece.channel().tool())).containsExactly(0, 0, 1, 1);
        assertThat(frame.finished()).containsExactly(0);
        assertThat(frame.offsets()).isEmpty();
        assertThat(frame.hasContent()).isTrue();
    }

    @Test
    void lifeCycleFramesCarryNoContent() throws Exception {
        assertThat(read("{'choices':[{'index':0,'delta':{'role':'assistant','content':''},'finish_reason':null}]}")
                        .hasContent())
                .isFalse();
        assertThat(read("{'choices':[],'prompt_filter_results':[]}").hasContent())
                .isFalse();
    }

    @Test
    void positionsAndProbabilitiesAreNamed() throws Exception {
        var frame = read("{'choices':[{'index':0,'message':{'content':'x','annotations':[{'type':'url_citation',"
                + "'url_citation':{'title':'t'}}]},'logprobs':{'content':[]}}]}");

        assertThat(frame.offsets()).hasSize(2);
        assertThat(frame.pieces()).hasSize(1);
    }

    @Test
    void usageIsReadByDisjointKinds() throws Exception {
        var frame = read("{'choices':[],'usage':{'prompt_tokens':100,'completion_tokens':50,'total_tokens':150,"
                + "'prompt_tokens_details':{'cached_tokens':30,'cache_write_tokens':20},"
                + "'completion_tokens_details':{'reasoning_tokens':40}}}");

        assertThat(frame.usage()).hasValue(new Usage(50, 30, 20, 10, 40, false));
        assertThat(frame.usageOnly()).isTrue();
    }

    @Test
    void reasoningBesideTheCompletionIsSeenByTheTotal() throws Exception {
        var frame = read("{'choices':[],'usage':{'prompt_tokens':32,'completion_tokens':9,'total_tokens':135,"
                + "'completion_tokens_details':{'reasoning_tokens':94}}}");

        assertThat(frame.usage()).hasValue(new Usage(32, 0, 0, 9, 94, false));
    }

    @Test
    void partsThatAreMoreThanTheWholeAreCutToIt() throws Exception {
        var frame = read("{'choices':[],'usage':{'prompt_tokens':10,'completion_tokens':5,"
                + "'prompt_tokens_details':{'cached_tokens':99},'completion_tokens_details':{'reasoning_tokens':7}}}");

        assertThat(frame.usage()).hasValue(new Usage(0, 10, 0, 0, 5, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'prompt_tokens':10,'completion_tokens':-5",
                "'prompt_tokens':-10,'completion_tokens':5",
                "'prompt_tokens':10,'completion_tokens':5.5",
                "'prompt_tokens':10,'completion_tokens':'5'",
                "'prompt_tokens':10,'completion_tokens':99999999999999999999",
                "'prompt_tokens':1000000001,'completion_tokens':5",
                "'prompt_tokens':1,'completion_tokens':2,'total_tokens':2000000003,"
                        + "'completion_tokens_details':{'reasoning_tokens':2000000000}"
            })
    void whereOneNumberIsNoCountNobodyCounted(String counts) throws Exception {
        var frame = read("{'choices':[],'usage':{" + counts + "}}");

        assertThat(frame.usage()).isEmpty();
        assertThat(frame.usageOnly()).isTrue();
    }

    @Test
    void aCountThatIsLeftOutIsNone() throws Exception {
        var frame = read("{'choices':[],'usage':{'prompt_tokens':10,'completion_tokens':null}}");

        assertThat(frame.usage()).hasValue(new Usage(10, 0, 0, 0, 0, false));
    }

    @Test
    void errorsAreToldFromAnswers() throws Exception {
        assertThat(read("{'error':{'message':'no'}}").error()).isTrue();
        assertThat(read("{'error':null,'choices':[]}").error()).isFalse();
        assertThat(read("{'object':'error','message':'no'}").error()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "''", "' '", "{}", "[]", "false"})
    void anErrorThatSaysNothingIsNone(String value) throws Exception {
        assertThat(read("{'error':" + value + ",'choices':[{'delta':{'content':'x'}}]}")
                        .error())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "' '", "null", "'null'", "{}", "7"})
    void aReasonThatSaysNothingEndsNoChoice(String reason) throws Exception {
        assertThat(read("{'choices':[{'index':0,'delta':{'content':'x'},'finish_reason':" + reason + "}]}")
                        .finished())
                .isEmpty();
    }

    @Test
    void probabilitiesThatSayNothingAreNone() throws Exception {
        assertThat(read("{'choices':[{'delta':{'content':'x'},'logprobs':{}}]}").offsets())
                .isEmpty();
    }

    @Test
    void whatOnlyLooksLikeAChoiceIsNone() throws Exception {
        assertThat(read("{'choices':[['delta',{'content':'x'}],'delta',{'delta':['content']}]}")
                        .pieces())
                .isEmpty();
    }

    @Test
    void noShapeOfReplyBreaksTheReader() throws Exception {
        for (var seed = 0; seed < 5000; seed++) {
            var index = JsonIndex.of(shape(seed).getBytes(UTF_8));
            assertThat(OpenAiReply.read(index).index()).as(index.raw(0)).isSameAs(index);
        }
    }

    /** The members of a reply with values of any shape. */
    private static String shape(int seed) {
        var json = new RandomJson(seed);
        var choice = "{\"index\":" + json.value(1) + ",\"delta\":" + json.value(3) + ",\"message\":{\"tool_calls\":"
                + json.value(3) + ",\"annotations\":" + json.value(2) + "},\"finish_reason\":" + json.value(1) + "}";
        var choices = json.chance(50) ? json.value(3) : "[" + choice + "," + json.value(3) + "]";
        return "{\"choices\":" + choices + ",\"usage\":" + json.value(3) + ",\"error\":" + json.value(1) + "}";
    }

    private static ReplyFrame read(String json) throws Exception {
        return OpenAiReply.read(index(json));
    }

    private static JsonIndex index(String json) throws Exception {
        return JsonIndex.of(json.replace('\'', '"').getBytes(UTF_8));
    }
}
