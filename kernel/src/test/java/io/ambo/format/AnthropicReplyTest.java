package io.ambo.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.core.Usage;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.SseEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicReplyTest {

    private static final long CREATED = 1700000000;

    static List<Golden> streams() {
        return Golden.all("anthropic-stream");
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aStreamBecomesChunks(Golden golden) throws Exception {
        var translator = Fold.toOpenAi(CREATED, AnswerTool.NONE);
        var stream = (new String(golden.input(), UTF_8) + "\n\n").getBytes(UTF_8);
        var events = Fold.translated(translator, stream, 0);

        assertThat(Fold.raw(events).replace("\n\n", "\n").strip()).isEqualTo(golden.expected());
    }

    @Test
    void aCallWhoseBlockIsNotEndedHasItsArgumentsAllTheSame() throws Exception {
        var events = Fold.translated(Fold.toOpenAi(CREATED, AnswerTool.NONE), """
                data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"a","name":"f","input":{}}}

                data: {"type":"message_delta","delta":{"stop_reason":"tool_use"}}

                """.getBytes(UTF_8), 0);

        assertThat(Fold.raw(events))
                .containsSubsequence("\"name\":\"f\"", "\"arguments\":\"{}\"", "\"finish_reason\":\"tool_calls\"");
    }

    @Test
    void twoAnswersSplicedIntoOneStreamAreNoAnswer() {
        var stream = """
                data: {"type":"message_start","message":{"id":"m1"}}

                data: {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t1","name":"f"}}

                data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{"}}

                data: {"type":"message_start","message":{"id":"%s"}}

                data: {"type":"message_stop"}

                """;

        assertThatThrownBy(() -> frames(stream.formatted("m2"))).isInstanceOf(JsonException.class);
        assertThatCode(() -> frames(stream.formatted("m1")))
                .as("the same one said twice")
                .doesNotThrowAnyException();
    }

    private static List<ReplyFrame> frames(String stream) throws JsonException {
        var reader = new AnthropicReplyReader();
        var frames = new ArrayList<ReplyFrame>();
        for (var data : stream.split("data: ")) {
            if (!data.isBlank()) {
                reader.event(SseEvent.of(data.strip())).ifPresent(frames::add);
            }
        }
        return frames;
    }

    @Test
    void aWholeReplyBecomesACompletion() throws Exception {
        var completion = whole("""
                {"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[
                 {"type":"thinking","thinking":"Let me see.","signature":"EqQBCkYIARgC"},
                 {"type":"text","text":"I'll look."},
                 {"type":"tool_use","id":"toolu_1","name":"get_weather","input":{"city": "Paris"}}],
                 "stop_reason":"tool_use","stop_sequence":null,
                 "usage":{"input_tokens":10,"cache_creation_input_tokens":20,"cache_read_input_tokens":30,
                  "output_tokens":9,"output_tokens_details":{"thinking_tokens":4}}}
                """);

        assertThat(completion).isEqualTo("""
                {"id":"msg_1","object":"chat.completion","created":1700000000,"model":"claude-x","choices":[{"index":0,\
                "message":{"role":"assistant","content":"I'll look.","reasoning_content":"Let me see.","tool_calls":[\
                {"id":"toolu_1","type":"function","function":{"name":"get_weather","arguments":"{\\"city\\": \\"Paris\\"}"}}\
                ]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":60,"completion_tokens":9,"total_tokens":69,\
                "prompt_tokens_details":{"cached_tokens":30,"cache_write_tokens":20},\
                "completion_tokens_details":{"reasoning_tokens":4}}}""");
    }

    @Test
    void theInputOfTheToolForAnswersIsTheAnswer() throws Exception {
        var whole = """
                {"type":"message","content":[
                 {"type":"tool_use","id":"a","name":"answer_in_json","input":{"a": 1}},
                 {"type":"tool_use","id":"b","name":"answer_in_json","input":{"a": 2}}],"stop_reason":"tool_use"}""";
        var stream = """
                data: {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"a","name":"answer_in_json","input":{}}}

                data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\\"a\\":"}}

                data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":" 1}"}}

                data: {"type":"content_block_stop","index":0}

                data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"b","name":"answer_in_json","input":{"a": 2}}}

                data: {"type":"content_block_stop","index":1}

                data: {"type":"message_delta","delta":{"stop_reason":"tool_use"}}

                data: {"type":"message_stop"}

                """;
        var folded = Fold.whole(Fold.toOpenAi(CREATED, "answer_in_json").whole(whole.getBytes(UTF_8)));

        assertThat(folded.content()).isEqualTo("{\"a\": 1}");
        assertThat(folded.calls()).isEmpty();
        assertThat(folded.finish()).isEqualTo("stop");
        var events = Fold.translated(Fold.toOpenAi(CREATED, "answer_in_json"), stream.getBytes(UTF_8), 0);
        var streamed = Fold.stream(events);
        assertThat(streamed.content()).isEqualTo(folded.content());
        assertThat(streamed.calls()).isEmpty();
        assertThat(streamed.finish()).isEqualTo("stop");
    }

    @Test
    void anAnswerThatIsNotBegunByPiecesIsToldAtItsEnd() throws Exception {
        var events = Fold.translated(Fold.toOpenAi(CREATED, "answer_in_json"), """
                data: {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","name":"answer_in_json","input":{"a":1}}}

                data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"b","name":"f","input":{}}}

                data: {"type":"message_delta","delta":{"stop_reason":"tool_use"}}

                """.getBytes(UTF_8), 0);

        assertThat(Fold.raw(events))
                .contains(
                        "\"content\":\"{\\\"a\\\":1}\"",
                        "\"index\":0,\"id\":\"b\"",
                        "\"finish_reason\":\"tool_calls\"");
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn,stop",
        "stop_sequence,stop",
        "pause_turn,stop",
        "max_tokens,length",
        "tool_use,tool_calls",
        "model_context_window_exceeded,length",
        "refusal,content_filter",
        "compaction,stop",
        "what_may_come,stop"
    })
    void everyReasonOfAnEndIsSaidInTheCallersWords(String theirs, String ours) throws Exception {
        assertThat(whole("{\"type\":\"message\",\"content\":[],\"stop_reason\":\"" + theirs + "\"}"))
                .contains("\"finish_reason\":\"" + ours + "\"");
    }

    @Test
    void aReplyThatDoesNotSayWhyItStoppedIsNotFinished() throws Exception {
        var text = "{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"Well\"}],\"stop_reason\":null}";

        assertThat(whole(text)).contains("\"content\":\"Well\"", "\"finish_reason\":null");
    }

    @Test
    void theKindsOfTokensComeApartAgain() throws Exception {
        var completion = whole("""
                {"type":"message","content":[],"usage":{"input_tokens":10,"cache_creation_input_tokens":20,
                 "cache_read_input_tokens":30,"output_tokens":9,"output_tokens_details":{"thinking_tokens":4}}}
                """);

        assertThat(OpenAiReply.read(JsonIndex.of(completion.getBytes(UTF_8))).usage())
                .hasValue(new Usage(10, 30, 20, 5, 4, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"input_tokens\":10.5,\"output_tokens\":9",
                "\"input_tokens\":10,\"output_tokens\":9.5",
                "\"input_tokens\":10,\"output_tokens\":-9",
                "\"input_tokens\":10,\"output_tokens\":\"9\"",
                "\"input_tokens\":10,\"output_tokens\":9,\"cache_read_input_tokens\":1e-3",
                "\"input_tokens\":10,\"output_tokens\":9,\"cache_creation_input_tokens\":-1",
                "\"input_tokens\":10,\"output_tokens\":9,\"output_tokens_details\":{\"thinking_tokens\":0.5}",
                "\"input_tokens\":10,\"output_tokens\":9000000000000000"
            })
    void whereOneNumberIsNoCountNobodyCounted(String counts) throws Exception {
        var completion = whole("{\"type\":\"message\",\"content\":[],\"usage\":{" + counts + "}}");
        assertThat(OpenAiReply.read(JsonIndex.of(completion.getBytes(UTF_8))).usage())
                .isEmpty();

        var events =
                Fold.translated(Fold.toOpenAi(CREATED, AnswerTool.NONE), ("""
                data: {"type":"message_start","message":{"usage":{"input_tokens":10,"output_tokens":1}}}

                data: {"type":"message_delta","usage":{%s}}

                data: {"type":"message_stop"}

                """.formatted(counts)).getBytes(UTF_8), 0);
        assertThat(Fold.stream(events).usage().filter(usage -> usage.isObject()))
                .as(Fold.raw(events))
                .isEmpty();
    }

    @Test
    void aCountThatIsLeftOutOrNullIsNone() throws Exception {
        var completion =
                whole("{\"type\":\"message\",\"content\":[],\"usage\":{\"input_tokens\":10,\"output_tokens\":null}}");

        assertThat(OpenAiReply.read(JsonIndex.of(completion.getBytes(UTF_8))).usage())
                .hasValue(new Usage(10, 0, 0, 0, 0, false));
    }

    @Test
    void anErrorWithAStatusOfSuccessIsAnError() throws Exception {
        var error = "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";
        var reader = new AnthropicReplyReader();
        var frame = reader.whole(error.getBytes(UTF_8));

        assertThat(frame.error()).isTrue();
        assertThat(reader.isAnswer(frame)).isFalse();
        assertThat(frames("data: " + error)).singleElement().matches(ReplyFrame::error);
    }

    private static String whole(String message) throws Exception {
        return new String(Fold.toOpenAi(CREATED, AnswerTool.NONE).whole(message.getBytes(UTF_8)), UTF_8);
    }
}
