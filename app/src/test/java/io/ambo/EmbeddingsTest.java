package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.Money;
import io.ambo.core.Usage;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Outcome;
import io.ambo.standin.Script;
import io.ambo.standin.StandIn;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/embeddings} through a whole house: the same nine steps, one entry, and nothing that a model cannot do. */
class EmbeddingsTest {

    private static final String PROVIDER = LiveServer.STANDIN_FILE + """
              - id: standin-embedding
                context: 100
                capabilities: [embeddings]
                price: {currency: USD, per: 1000000, input: 2.00, since: 2026-01-01, source: made up, read: 2026-11-25}
            """;

    @TempDir
    Path folder;

    private StandIn standIn;
    private LiveServer server;

    @BeforeEach
    void start() {
        standIn = StandIn.start();
        server = LiveServer.with(folder, "standin", PROVIDER.formatted(standIn.address()));
    }

    @AfterEach
    void stop() {
        server.close();
        standIn.close();
    }

    private static String body(String members) {
        return "{\"model\":\"standin-embedding\"," + members + "}";
    }

    private JsonNode answer(String members) {
        var response = server.post("/v1/embeddings", body(members));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("x-ambo-model")).contains("standin/standin-embedding");
        return JsonMapper.shared().readTree(response.body());
    }

    private Entry entry() {
        return server.server().ledger().entries().last(1).getFirst();
    }

    @Test
    void textsBecomeVectorsAndTheEntryCountsTheirTokensAtThePriceOfInput() {
        var answer = answer("\"input\":[\"A first text.\",\"and another one\"],\"dimensions\":7");
        assertThat(answer.path("data").size()).isEqualTo(2);
        assertThat(answer.at("/data/1/embedding").size()).isEqualTo(7);
        assertThat(standIn.requests().getLast().target()).isEqualTo("/v1/embeddings");
        var entry = entry();
        assertThat(entry.outcome()).isEqualTo(Outcome.SERVED);
        assertThat(entry.surface()).isEqualTo("openai-embeddings");
        assertThat(entry.usage()).isEqualTo(new Usage(8, 0, 0, 0, 0, false));
        assertThat(entry.cost()).contains(new Money(16_000, "USD"));
        assertThat(entry.reserved()).contains(new Money(14_000, "USD"));
        assertThat(entry.question()).contains("\"needs\":[\"embeddings\"]", "\"longest\":4");
    }

    @Test
    void bothEncodingsAndTokensInPlaceOfTextAreCarried() {
        var numbers = answer("\"input\":\"one\"").at("/data/0/embedding");
        var bytes = answer("\"input\":\"one\",\"encoding_format\":\"base64\"")
                .at("/data/0/embedding")
                .asString();
        assertThat(Base64.getDecoder().decode(bytes)).hasSize(4 * numbers.size());
    }

    @Test
    void tokensAreReadByNobodySoTheyGoOnlyWhereUnreadThingsMayGo() {
        var refused = server.post("/v1/embeddings", body("\"input\":[[1,2,3],[4,5]]"));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains("Lists of tokens are not read and count as L4", "check_embedding_ctx_length=False");
        assertThat(standIn.requests()).isEmpty();
    }

    @Test
    void valuesLeaveAsPlaceholdersAndNothingHasToComeBack() {
        answer("\"input\":[\"Ring 13812345678 now\"],\"user\":\"13812345678\"");
        assertThat(standIn.requests().getLast().text())
                .contains("PHONE_")
                .doesNotContain("13812345678")
                .doesNotContain("\"user\"");
        assertThat(entry().found()).containsKey("phone-cn");
        assertThat(entry().restored()).isZero();
    }

    @Test
    void whatTheClassForbidsIsNotEmbeddedOutside() {
        var refused = server.post("/v1/embeddings", body("\"input\":\"身份证 11010519491231002X\""));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("[class]");
        assertThat(standIn.requests()).isEmpty();
    }

    @Test
    void contextHoldsForTheLongestInputAndNotForAllTogether() {
        var text = "\"" + "word ".repeat(60) + "\"";
        assertThat(answer("\"input\":[" + text + "," + text + "]").path("data").size())
                .isEqualTo(2);
        var long1 = "\"" + "word ".repeat(90) + "\"";
        assertThat(server.post("/v1/embeddings", body("\"input\":[\"short\"," + long1 + "]"))
                        .body())
                .contains("[context-length]");
    }

    @Test
    void chatModelsDoNotEmbedAndEmbeddingModelsDoNotChat() {
        var embedded = server.post("/v1/embeddings", "{\"model\":\"standin-large\",\"input\":\"hi\"}");
        assertThat(embedded.statusCode()).isEqualTo(403);
        assertThat(embedded.body()).contains("It cannot do what the request needs: embeddings", "[capability]");
        var chat = "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello in English, please\"}]}";
        var chatted = server.chat(chat.formatted("standin-embedding"), "accept-language", "zh");
        assertThat(chatted.statusCode()).isEqualTo(403);
        assertThat(chatted.body()).contains("它只提供向量，不作答", "[capability]");
        assertThat(server.chat(chat.formatted("auto")).headers().firstValue("x-ambo-model"))
                .contains("standin/standin-large");
    }

    @Test
    void anAliasForSeveralModelsIsRefusedSinceTheirVectorsDoNotCompare() {
        var refused = server.post("/v1/embeddings", "{\"model\":\"auto\",\"input\":\"hi\"}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("stands for several models");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'tools':[{'type':'function','function':{'name':'f'}}]|tools",
                "'response_format':{'type':'json_schema','json_schema':{'name':'x','schema':{}}}|json",
                "'logprobs':true|logprobs",
                "'reasoning_effort':'high'|reasoning"
            })
    void whatAModelCannotDoIsRefusedByTheRuleOfCapabilities(String member, String capability) {
        server.close();
        var plain = PROVIDER.formatted(standIn.address()).replace("capabilities: [tools, json, vision, logprobs]", "");
        server = LiveServer.with(folder, "standin", plain);
        var refused =
                server.chat("{\"model\":\"standin-large\",%s,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
                        .formatted(member.replace('\'', '"')));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("It cannot do what the request needs: " + capability + ". [capability]");
        assertThat(standIn.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'input':''|input|is empty",
                "'input':[]|input|is empty",
                "'input':['a','']|input[1]|is empty",
                "'input':[[]]|input[0]|is empty",
                "'input':7|input|must be a string",
                "'input':[['a']]|input[0][0]|must be a token",
                "'input':['a',1]|input[1]|must be a string",
                "'input':[1,'a']|input[1]|must be a token",
                "'input':[-1]|input[0]|must be a token",
                "'input':[13812345678]|input[0]|must be a token",
                "'input':[{'a':1}]|input[0]|must be a string",
                "'dimensions':4|input|is missing",
                "'input':'a','dimensions':0|dimensions|above zero",
                "'input':'a','dimensions':'8'|dimensions|above zero",
                "'input':'a','encoding_format':'hex'|encoding_format|base64",
                "'input':'a','encoding_format':1|encoding_format|must be a string",
            })
    void whatIsWrittenWronglyIsRefusedWithItsPlace(String members, String place, String words) {
        var refused = server.post("/v1/embeddings", body(members.replace('\'', '"')));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        var error = JsonMapper.shared().readTree(refused.body()).path("error");
        assertThat(error.path("param").asString()).isEqualTo(place);
        assertThat(error.path("message").asString()).contains(words);
        assertThat(entry().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(entry().surface()).isEqualTo("openai-embeddings");
        assertThat(standIn.requests()).isEmpty();
    }

    @Test
    void moreInputsThanOpenAiTakesAreRefused() {
        var inputs = IntStream.range(0, 2049).mapToObj(_ -> "\"a\"").collect(Collectors.joining(","));
        assertThat(server.post("/v1/embeddings", body("\"input\":[" + inputs + "]"))
                        .body())
                .contains("more than 2048 texts");
        assertThat(answer("\"input\":[" + inputs.substring(4) + "]")
                        .path("data")
                        .size())
                .isEqualTo(2048);
    }

    @Test
    void vectorsOfAnotherLengthOrNumberAreNoAnswer() {
        standIn.next(Script.raw("""
                {"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5,0.5]}],"usage":{"prompt_tokens":1,"total_tokens":1}}"""));
        var shorter = server.post("/v1/embeddings", body("\"input\":\"a\",\"dimensions\":3"));
        assertThat(shorter.statusCode()).isEqualTo(400);
        assertThat(shorter.body()).contains("another length than dimensions asks for");
        assertThat(entry().usage().input()).isEqualTo(1);
        standIn.next(Script.raw("{\"object\":\"list\",\"data\":[]}"));
        var none = server.post("/v1/embeddings", body("\"input\":\"a\""));
        assertThat(none.statusCode()).isEqualTo(502);
        assertThat(none.body()).contains("one vector for each input");
    }

    @Test
    void pathTakesPostsAlone() {
        var got = server.get("/v1/embeddings");
        assertThat(got.statusCode()).isEqualTo(405);
        assertThat(got.headers().firstValue("allow")).contains("POST");
    }
}
