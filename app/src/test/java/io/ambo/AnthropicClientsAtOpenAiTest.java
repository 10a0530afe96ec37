package io.ambo;

import io.ambo.standin.Script;
import java.util.Optional;

/** Anthropic's libraries with a closed destination of OpenAI's format. */
class AnthropicClientsAtOpenAiTest extends AnthropicClientsAtStandIn {

    @Override
    String model() {
        return "standin/standin-large";
    }

    @Override
    Optional<String> betas() {
        return Optional.empty();
    }

    @Override
    void answerOfTools(String placeholder) {
        var chunk =
                "data: {\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":%d%s,"
                        + "\"function\":{%s\"arguments\":\"%s\"}}]},\"finish_reason\":null}]}\n\n";
        standIn()
                .next(Script.events(
                        "data: {\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"reasoning_content\":\"Hm.\"}}]}\n\n",
                        chunk.formatted(0, ",\"id\":\"t1\"", "\"name\":\"write\",", "{\\\"letter\\\":"),
                        chunk.formatted(0, "", "", "\\\"" + placeholder + "\\\"}"),
                        chunk.formatted(1, ",\"id\":\"t2\"", "\"name\":\"remember\",", "{}"),
                        "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":5}}\n\n",
                        "data: [DONE]\n\n"));
    }
}
