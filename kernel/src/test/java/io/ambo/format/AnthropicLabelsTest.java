package io.ambo.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.Refusal;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnthropicLabelsTest {

    private static final Target TARGET =
            new Target("claude", true, true, false, Optional.empty(), Set.of(), Map.of(), 4096);

    @Test
    void everyTextOfATranslatedRequestIsInExactlyOneRun() {
        var translated = 0;
        for (var seed = 0; seed < 6000; seed++) {
            try {
                var request = OpenAiChat.read(new RandomRequest(seed).text().getBytes(UTF_8));
                var body = AnthropicMessages.FORMAT.prepare(request, TARGET).body();
                new Labelled(body).assertAllBut(node -> isWordOfTheFormat(body.index(), node));
                translated++;
            } catch (Refusal e) {
                assertThat(e.message().key()).startsWith("request.");
            }
        }
        assertThat(translated).isGreaterThan(500);
    }

    private static boolean isWordOfTheFormat(JsonIndex index, int node) {
        var path = index.path(node);
        return path.equals("model") || path.matches("messages\\[\\d+]\\.role");
    }

    @Test
    void argumentsAndResultsOfToolsKeepTheirRoles() {
        var request = OpenAiChat.read("""
                {"model":"auto","messages":[
                 {"role":"system","content":"be kind"},
                 {"role":"user","content":"call Li"},
                 {"role":"assistant","tool_calls":[{"id":"c1","type":"function",
                  "function":{"name":"dial","arguments":"{\\"number\\":\\"13800138000\\"}"}}]},
                 {"role":"tool","tool_call_id":"c1","content":"{\\"answered\\":\\"no one\\"}"}]}
                """.getBytes(UTF_8));
        var body = AnthropicMessages.FORMAT.prepare(request, TARGET).body();

        assertThat(role(body, "13800138000")).isEqualTo(Role.TOOL_ARGUMENT);
        assertThat(role(body, "{\"answered\":\"no one\"}")).isEqualTo(Role.TOOL_RESULT);
        assertThat(role(body, "be kind")).isEqualTo(Role.SYSTEM);
        assertThat(role(body, "call Li")).isEqualTo(Role.USER);
        assertThat(role(body, "dial")).isEqualTo(Role.HISTORY);
    }

    @Test
    void messagesThatAreOneTurnToTheOtherSideAreReadAsOne() {
        var request = OpenAiChat.read("""
                {"model":"auto","messages":[
                 {"role":"user","content":"1380013"},{"role":"user","content":"8000"},
                 {"role":"assistant","content":"Yes."},{"role":"user","content":"8001"}]}
                """.getBytes(UTF_8));
        var body = AnthropicMessages.FORMAT.prepare(request, TARGET).body();

        assertThat(body.spans())
                .extracting(span ->
                        Arrays.stream(span.nodes()).mapToObj(body.index()::text).toList())
                .contains(List.of("1380013", "8000"), List.of("Yes."), List.of("8001"));
    }

    private static Role role(io.ambo.wire.Body body, String text) {
        return body.spans().stream()
                .filter(span -> Arrays.stream(span.nodes())
                        .anyMatch(node -> body.index().text(node).equals(text)))
                .findFirst()
                .orElseThrow()
                .role();
    }
}
