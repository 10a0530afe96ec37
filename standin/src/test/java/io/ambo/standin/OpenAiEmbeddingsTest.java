package io.ambo.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Embeddings as OpenAI writes them. */
class OpenAiEmbeddingsTest {
    private static final StandIn STAND_IN = StandIn.start();
    private static final Sdk SDK = new Sdk(STAND_IN);

    @AfterAll
    static void stop() {
        SDK.close();
        STAND_IN.close();
    }

    private static HttpResponse<String> ask(String members) throws Exception {
        return SDK.post(
                "/v1/embeddings", "{\"model\":\"standin-embedding\"," + members + "}", "Authorization", "Bearer any");
    }

    @Test
    void equalTextsGetEqualVectorsOfLengthOneAndTokensAreCounted() throws Exception {
        JsonNode answer = Sdk.json(
                ask("\"input\":[\"four letters\",\"other\",\"four letters\"]").body());
        JsonNode first = answer.at("/data/0/embedding");
        assertThat(first).isEqualTo(answer.at("/data/2/embedding")).isNotEqualTo(answer.at("/data/1/embedding"));
        assertThat(first.valueStream()
                        .mapToDouble(it -> it.doubleValue() * it.doubleValue())
                        .sum())
                .isBetween(0.999, 1.001);
        assertThat(answer.at("/usage/prompt_tokens").intValue()).isEqualTo(3 + 2 + 3);
        assertThat(answer.at("/usage/total_tokens").intValue()).isEqualTo(8);
    }

    @Test
    void lengthAndEncodingAreTheCallers() throws Exception {
        JsonNode answer = Sdk.json(ask("\"input\":[1,2,3],\"dimensions\":5,\"encoding_format\":\"base64\"")
                .body());
        assertThat(answer.at("/data/0/embedding").stringValue()).hasSize(28);
        assertThat(answer.at("/usage/prompt_tokens").intValue()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"input\":[]",
                "\"input\":\"\"",
                "\"input\":7",
                "\"input\":\"a\",\"encoding_format\":\"hex\"",
                "\"n\":1"
            })
    void mistakesAreRefused(String members) throws Exception {
        assertThat(ask(members).statusCode()).isEqualTo(400);
    }
}
