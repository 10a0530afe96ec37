package io.ambo.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.Usage;
import io.ambo.wire.JsonIndex;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every vendor's form of counts, in numbers of our own. */
class OpenAiUsageTest {

    static Stream<Arguments> forms() {
        return Stream.of(
                form("OpenAI, Azure, Zhipu", new Usage(70, 30, 0, 40, 10, false), """
                        {"choices":[],"usage":{"prompt_tokens":100,"completion_tokens":50,"total_tokens":150,
                         "prompt_tokens_details":{"cached_tokens":30,"audio_tokens":0},"completion_tokens_details":
                         {"reasoning_tokens":10,"audio_tokens":0,"accepted_prediction_tokens":0}}}"""),
                form("DeepSeek", new Usage(36, 64, 0, 40, 10, false), """
                        {"usage":{"prompt_tokens":100,"completion_tokens":50,"total_tokens":150,
                         "prompt_cache_hit_tokens":64,"prompt_cache_miss_tokens":36,
                         "completion_tokens_details":{"reasoning_tokens":10}}}"""),
                form("Moonshot, whole, and Together", new Usage(20, 80, 0, 50, 0, false), """
                        {"usage":{"prompt_tokens":100,"completion_tokens":50,"total_tokens":150,"cached_tokens":80}}"""),
                form("Moonshot, streamed: inside the last choice", new Usage(20, 80, 0, 50, 0, false), """
                        {"choices":[{"index":0,"delta":{},"finish_reason":"stop","usage":
                         {"prompt_tokens":100,"completion_tokens":50,"total_tokens":150,"cached_tokens":80}}]}"""),
                form("DashScope", new Usage(40, 0, 60, 50, 0, false), """
                        {"choices":[],"usage":{"prompt_tokens":100,"completion_tokens":50,"total_tokens":150,
                         "prompt_tokens_details":{"cached_tokens":0,"cache_creation_input_tokens":60,
                         "cache_creation":{"ephemeral_5m_input_tokens":60},"cache_type":"ephemeral"}}}"""),
                form("MiniMax", new Usage(100, 0, 0, 30, 20, false), """
                        {"usage":{"total_tokens":150,"total_characters":0,"prompt_tokens":100,"completion_tokens":50,
                         "completion_tokens_details":{"reasoning_tokens":20}},"base_resp":{"status_code":0}}"""),
                form("Mistral", new Usage(100, 0, 0, 50, 0, false), """
                        {"usage":{"prompt_tokens":100,"total_tokens":150,"completion_tokens":50,
                         "prompt_audio_seconds":{}},"choices":[]}"""),
                form("Groq, streamed", new Usage(100, 0, 0, 50, 0, false), """
                        {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"x_groq":{"id":"req_1","usage":
                         {"queue_time":0.01,"prompt_tokens":100,"prompt_time":0.002,"completion_tokens":50,
                          "completion_time":0.5,"total_tokens":150,"total_time":0.51}}}"""),
                form("xAI: reasoning beside the completion", new Usage(30, 2, 0, 9, 94, false), """
                        {"usage":{"prompt_tokens":32,"completion_tokens":9,"total_tokens":135,
                         "prompt_tokens_details":{"text_tokens":32,"cached_tokens":2},
                         "completion_tokens_details":{"reasoning_tokens":94},"num_sources_used":0}}"""),
                form("Gemini: only the total knows of the thoughts", new Usage(8, 0, 0, 10, 500, false), """
                        {"usage":{"completion_tokens":10,"prompt_tokens":8,"total_tokens":518}}"""),
                form("Gemini, all of it thoughts", new Usage(8, 0, 0, 0, 500, false), """
                        {"usage":{"prompt_tokens":8,"total_tokens":508}}"""),
                form("OpenRouter", new Usage(60, 30, 10, 45, 5, false), """
                        {"choices":[],"usage":{"prompt_tokens":100,"completion_tokens":50,"total_tokens":150,
                         "cost":0.000123,"is_byok":false,"prompt_tokens_details":{"cached_tokens":30,
                         "cache_write_tokens":10,"audio_tokens":0},"cost_details":{"upstream_inference_cost":null},
                         "completion_tokens_details":{"reasoning_tokens":5,"image_tokens":0}}}"""),
                form("LiteLLM for Anthropic", new Usage(50, 30, 20, 50, 0, false), """
                        {"usage":{"prompt_tokens":100,"completion_tokens":50,"total_tokens":150,
                         "cache_read_input_tokens":30,"cache_creation_input_tokens":20,
                         "prompt_tokens_details":{"cached_tokens":30}}}"""),
                form("Perplexity", new Usage(100, 0, 0, 40, 10, false), """
                        {"usage":{"prompt_tokens":100,"completion_tokens":50,"total_tokens":150,"reasoning_tokens":10,
                         "citation_tokens":7,"num_search_queries":1,"search_context_size":"low"}}"""),
                form("vLLM, counting at every chunk", new Usage(100, 0, 0, 3, 0, false), """
                        {"choices":[{"index":0,"delta":{"content":"x"},"finish_reason":null}],
                         "usage":{"prompt_tokens":100,"total_tokens":103,"completion_tokens":3}}"""),
                form("vLLM, without its details", new Usage(100, 0, 0, 50, 0, false), """
                        {"usage":{"prompt_tokens":100,"total_tokens":150,"completion_tokens":50,
                         "prompt_tokens_details":null}}"""),
                form("llama.cpp, not asked for usage", new Usage(40, 60, 0, 50, 0, false), """
                        {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"timings":{"cache_n":60,"prompt_n":40,
                         "prompt_ms":12.5,"prompt_per_second":3200.0,"predicted_n":50,"predicted_ms":400.1}}"""),
                form("names of the Responses", new Usage(70, 30, 0, 40, 10, false), """
                        {"usage":{"input_tokens":100,"output_tokens":50,"total_tokens":150,"input_tokens_details":
                         {"cached_tokens":30},"output_tokens_details":{"reasoning_tokens":10}}}"""),
                form("a prompt left out", new Usage(100, 0, 0, 50, 0, false), """
                        {"usage":{"completion_tokens":50,"total_tokens":150}}"""),
                form("embeddings with a total alone", new Usage(150, 0, 0, 0, 0, false), """
                        {"object":"list","data":[],"usage":{"total_tokens":150}}"""),
                form("numbers as Lua and some JavaScript write them", new Usage(70, 30, 0, 1000, 0, false), """
                        {"usage":{"prompt_tokens":100.0,"completion_tokens":1e3,"total_tokens":1100.0,
                         "cached_tokens":30.0}}"""),
                form("a total that is none", new Usage(100, 0, 0, 50, 0, false), """
                        {"usage":{"prompt_tokens":100,"completion_tokens":50,"total_tokens":-1}}"""),
                form("an empty object before the real one", new Usage(1, 0, 0, 2, 0, false), """
                        {"usage":{},"x_groq":{"usage":{"prompt_tokens":1,"completion_tokens":2}}}"""));
    }

    private static Arguments form(String vendor, Usage usage, String reply) {
        return Arguments.of(vendor, usage, reply);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void everyVendorsFormIsCounted(String vendor, Usage usage, String reply) throws Exception {
        assertThat(OpenAiReply.read(JsonIndex.of(reply.getBytes(UTF_8))).usage())
                .as(vendor)
                .hasValue(usage);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[],\"usage\":{\"total_tokens\":150}}",
                "{\"usage\":null}",
                "{\"usage\":[]}",
                "{\"choices\":[null,7,{\"usage\":3}],\"x_groq\":{\"usage\":null}}",
                "{\"choices\":{\"usage\":{\"prompt_tokens\":1}},\"timings\":7}",
                "{\"timings\":{\"prompt_n\":-1,\"predicted_n\":3}}"
            })
    void whereNobodyCountedThePartsNobodyCounted(String reply) throws Exception {
        assertThat(OpenAiReply.read(JsonIndex.of(reply.getBytes(UTF_8))).usage())
                .isEmpty();
    }

    @Test
    void countsBesideAnErrorAreCounted() throws Exception {
        var frame = OpenAiReply.read(JsonIndex.of("""
                {"error":{"code":400,"message":"Token limit reached"},"choices":[{"index":0,"delta":{"content":""}}],
                 "usage":{"prompt_tokens":4300,"completion_tokens":1000,"total_tokens":5300}}""".getBytes(UTF_8)));

        assertThat(frame.error()).isTrue();
        assertThat(frame.usage()).hasValue(new Usage(4300, 0, 0, 1000, 0, false));
    }
}
