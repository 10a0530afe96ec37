package io.ambo.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of an error that is in use. */
class UpstreamErrorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'error':{'message':'no','type':'invalid_request_error','param':null,'code':'tool_use_failed'}}"
                        + "|no|tool_use_failed|invalid_request_error",
                "{'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}}|Overloaded||overloaded_error",
                "{'error':{'code':400,'message':'bad','status':'INVALID_ARGUMENT'}}|bad|400|INVALID_ARGUMENT",
                "[{'error':{'code':404,'message':'gone','status':'NOT_FOUND'}}]|gone|404|NOT_FOUND",
                "{'error':'no key'}|no key||",
                "{'error':'no key','code':'E7','type':'auth'}|no key|E7|auth",
                "{'error':['a','b']}|a; b||",
                "{'error':{'message':{'detail':'deep'}}}|deep||",
                "{'object':'error','message':'too long','type':'BadRequestError','param':null,'code':400}"
                        + "|too long|400|BadRequestError",
                "{'detail':'Not Found'}|Not Found||",
                "{'detail':[{'loc':['body','messages',0,'role'],'msg':'field required','type':'value_error.missing'}]}"
                        + "|body.messages.0.role: field required||",
                "{'detail':[{'msg':'a'},{'msg':'b'}]}|a; b||",
                "{'detail':{'message':'x'}}|x||",
                "{'detail':{'error':'x'}}|||",
                "{'errors':[{'code':'E1','message':'m'}]}|m||",
                "{'base_resp':{'status_code':1008,'status_msg':'insufficient balance'}}|insufficient balance|1008|",
                "{'error_code':17,'error_msg':'limit'}|limit||",
                "{'code':'InvalidParameter','message':'bad','request_id':'r'}|bad|InvalidParameter|",
                "{'type':'about:blank','title':'Gone','status':410}|Gone||about:blank",
                "{'error':{'code':'a b','message':'m','type':''}}|m||",
                "['a']|a||",
            })
    void theWordsAreFoundWithTheirCode(String body, String words, String code, String type) {
        var error = UpstreamError.of(body.replace('\'', '"').getBytes(UTF_8));

        assertThat(error.words()).isEqualTo(words == null ? "" : words);
        assertThat(error.code().orElse(null)).isEqualTo(code);
        assertThat(error.type().orElse(null)).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>", "{", "[]", "{}", "null", "7", "{\"error\":null}", "{\"error\":{\"message\":[1]}}"})
    void whatSaysNothingHasNoWords(String body) {
        assertThat(UpstreamError.of(body.getBytes(UTF_8)).words()).isEmpty();
    }

    @Test
    void whatTheProviderCouldNotUseOfTheModelsAnswerIsKept() {
        var said = "{\"error\":{\"message\":\"m\",\"failed_generation\":\"<function=x>\"}}";
        assertThat(UpstreamError.of(said.getBytes(UTF_8)).failedGeneration()).contains("<function=x>");
        for (var other : new String[] {"7", "\" \"", "null", "{}"}) {
            var odd = "{\"error\":{\"message\":\"m\",\"failed_generation\":" + other + "}}";
            assertThat(UpstreamError.of(odd.getBytes(UTF_8)).failedGeneration()).isEmpty();
        }
    }

    @Test
    void veryManyWordsAreCut() {
        var list = "{\"detail\":[" + "{\"msg\":\"x\"},".repeat(99) + "{\"msg\":\"x\"}]}";

        assertThat(UpstreamError.of(list.getBytes(UTF_8)).words()).isEqualTo("x; x; x; x; x");
    }
}
