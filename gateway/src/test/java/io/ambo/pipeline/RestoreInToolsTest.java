package io.ambo.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Policy.RestoreInAddresses;
import io.ambo.format.Surface;
import io.ambo.privacy.Deidentifiers;
import io.ambo.wire.SseEvent;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Only the tools that a policy names get values in their arguments; texts always do. */
class RestoreInToolsTest {

    private static final String TOLD = "PHONE_K7QX2MD4";
    private static final String VALUE = "13812345678";
    private static final String ASKED =
            "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";

    private final Predicate<String> onlyDial = "dial"::equals;

    private static String events(Surface surface, Predicate<String> tools, List<String> data) throws Exception {
        var request = surface.read(ASKED.getBytes(UTF_8), 64);
        var reader = request.format().reader(request);
        var live = Deidentifiers.live(Map.of(TOLD, VALUE));
        var restoration = new Restoration(live, RestoreInAddresses.KNOWN_HOSTS, tools, reader, false);
        var out = new StringBuilder();
        for (var line : data) {
            var event = SseEvent.of(line);
            for (var restored : restoration.event(event, reader.event(event).orElseThrow())) {
                out.append(new String(restored.raw(), UTF_8));
            }
        }
        return out.toString();
    }

    private static String whole(Surface surface, Predicate<String> tools, String body) throws Exception {
        var request = surface.read(ASKED.getBytes(UTF_8), 64);
        var reader = request.format().reader(request);
        var live = Deidentifiers.live(Map.of(TOLD, VALUE));
        var restoration = new Restoration(live, RestoreInAddresses.KNOWN_HOSTS, tools, reader, false);
        return new String(restoration.whole(reader.whole(body.getBytes(UTF_8))), UTF_8);
    }

    private static String call(int number, String name, String arguments) {
        return "{\"index\":%d,\"id\":\"c%d\",\"type\":\"function\",\"function\":{%s\"arguments\":\"%s\"}}"
                .formatted(number, number, name.isEmpty() ? "" : "\"name\":\"" + name + "\",", arguments);
    }

    private static String delta(String members) {
        return "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{" + members + "},\"finish_reason\":null}]}";
    }

    @Test
    void inAStreamOfOpenAiTheNameDecidesForAllPartsOfACall() throws Exception {
        var out = events(
                Surface.CHAT_COMPLETIONS,
                onlyDial,
                List.of(
                        delta("\"content\":\"I dial PHONE_K7QX2MD4.\""),
                        delta("\"tool_calls\":[" + call(0, "dial", "") + "," + call(1, "post", "") + "]"),
                        delta("\"tool_calls\":[" + call(0, "", "{PHONE_K7Q") + "]"),
                        delta("\"tool_calls\":[" + call(1, "", "[PHONE_K7QX2MD4]") + "]"),
                        delta("\"tool_calls\":[" + call(0, "", "X2MD4}") + "]")));

        assertThat(out)
                .contains("I dial 13812345678.", "[PHONE_K7QX2MD4]", "13812345678}")
                .doesNotContain("[138");
    }

    @Test
    void argumentsBeforeTheNameStayAsTheModelWroteThem() throws Exception {
        var late = List.of(
                delta("\"tool_calls\":[" + call(0, "", "[PHONE_K7QX2MD4") + "]"),
                delta("\"tool_calls\":[" + call(0, "dial", ",PHONE_K7QX2MD4]") + "]"));

        assertThat(events(Surface.CHAT_COMPLETIONS, onlyDial, late)).contains("[PHONE_K7QX2MD4", ",13812345678]");
        assertThat(events(Surface.CHAT_COMPLETIONS, _ -> true, late)).contains("[13812345678", ",13812345678]");
    }

    @Test
    void inAWholeAnswerOfOpenAiEachCallIsJudgedByItself() throws Exception {
        var body = "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"PHONE_K7QX2MD4\",\"tool_calls\":["
                + call(0, "dial", "(PHONE_K7QX2MD4)") + "," + call(1, "post", "[PHONE_K7QX2MD4]")
                + "],\"function_call\":{\"name\":\"post\",\"arguments\":\"<PHONE_K7QX2MD4>\"}},\"finish_reason\":\"stop\"}]}";

        assertThat(whole(Surface.CHAT_COMPLETIONS, onlyDial, body))
                .isEqualTo(body.replace("(PHONE_K7QX2MD4)", "(13812345678)")
                        .replace("\"content\":\"PHONE_K7QX2MD4\"", "\"content\":\"13812345678\""));
        assertThat(whole(Surface.CHAT_COMPLETIONS, _ -> true, body)).isEqualTo(body.replace(TOLD, VALUE));
    }

    @Test
    void inAStreamOfAnthropicTheBlockSaysWhoIsCalled() throws Exception {
        var out = events(
                Surface.MESSAGES,
                onlyDial,
                List.of(
                        "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"dial\",\"input\":{}}}",
                        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"(PHONE_K7QX2MD4)\"}}",
                        "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"post\",\"input\":{}}}",
                        "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"[PHONE_K7QX2MD4]\"}}",
                        "{\"type\":\"content_block_delta\",\"index\":2,\"delta\":{\"type\":\"text_delta\",\"text\":\"I dial PHONE_K7QX2MD4.\"}}"));

        assertThat(out).contains("(13812345678)", "[PHONE_K7QX2MD4]", "I dial 13812345678.");
    }

    @Test
    void inAWholeAnswerOfAnthropicEachBlockIsJudgedByItself() throws Exception {
        var body = "{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"PHONE_K7QX2MD4\"},"
                + "{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"dial\",\"input\":{\"n\":[\"(PHONE_K7QX2MD4)\"],\"name\":\"x\"}},"
                + "{\"type\":\"tool_use\",\"id\":\"b\",\"name\":\"post\",\"input\":{\"name\":\"dial\",\"n\":\"<PHONE_K7QX2MD4>\"}}],"
                + "\"stop_reason\":\"tool_use\"}";

        assertThat(whole(Surface.MESSAGES, onlyDial, body))
                .isEqualTo(body.replace("(PHONE_K7QX2MD4)", "(13812345678)")
                        .replace("\"text\":\"PHONE_K7QX2MD4\"", "\"text\":\"13812345678\""));
        assertThat(whole(Surface.MESSAGES, _ -> true, body)).isEqualTo(body.replace(TOLD, VALUE));
    }
}
