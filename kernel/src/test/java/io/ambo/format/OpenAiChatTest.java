package io.ambo.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenAiChatTest {

    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    @Test
    void aBodyLeavesAsItCameButForTheModel() {
        assertThat(prepared("{ \"model\" : \"auto\" , " + MESSAGES + " , \"made_up\":[1.0, {}] }", target()))
                .isEqualTo("{ \"model\" : \"up\\\"stream\" , " + MESSAGES + " , \"made_up\":[1.0, {}] }");
    }

    @Test
    void aStreamsUsageIsAskedFor() {
        assertThat(prepared("{\"model\":\"auto\"," + MESSAGES + ",\"stream\":true}", target()))
                .isEqualTo("{\"stream_options\":{\"include_usage\":true},\"model\":\"up\\\"stream\"," + MESSAGES
                        + ",\"stream\":true}");
    }

    @Test
    void optionsThatAreThereAreKept() {
        assertThat(options("{\"include_usage\":false,\"x\":1}")).contains("{\"include_usage\":true,\"x\":1}");
        assertThat(options("{\"x\":1}")).contains("{\"include_usage\":true,\"x\":1}");
        assertThat(options("{}")).contains("{\"include_usage\":true}");
        assertThat(options("null")).contains("{\"include_usage\":true}");
    }

    @Test
    void usageIsNotAskedForWhereAProviderForbidsIt() {
        var body = "{\"model\":\"auto\"," + MESSAGES + ",\"stream\":true,\"stream_options\":{\"x\":1}}";
        var forbids = new Target("m", false, true, false, Optional.empty(), Set.of(), Map.of(), 9);
        var drops = new Target("m", true, true, false, Optional.empty(), Set.of("stream_options"), Map.of(), 9);

        assertThat(prepared(body, forbids)).doesNotContain("include_usage");
        assertThat(prepared(body, drops)).doesNotContain("stream_options");
    }

    @Test
    void askingForUsageBearsADroppedFirstMember() {
        var drops = new Target("m", true, true, false, Optional.empty(), Set.of("store"), Map.of(), 9);

        assertThat(prepared("{\"store\":true,\"model\":\"auto\"," + MESSAGES + ",\"stream\":true}", drops))
                .isEqualTo("{\"stream_options\":{\"include_usage\":true},\"model\":\"m\"," + MESSAGES
                        + ",\"stream\":true}");
    }

    @Test
    void theModelStaysEvenWhereOnlyOthersAreAllowed() {
        var allows = new Target("m", true, true, false, Optional.of(Set.of("messages")), Set.of("model"), Map.of(), 9);

        assertThat(prepared("{\"model\":\"auto\",\"seed\":1," + MESSAGES + ",\"user\":\"u\"}", allows))
                .isEqualTo("{\"model\":\"m\"," + MESSAGES + "}");
    }

    @Test
    void oneFunctionAskedForByNameGoesAloneWhereNamesAreNotHeard() {
        var deaf = new Target("m", true, false, false, Optional.empty(), Set.of(), Map.of(), 9);
        var tool = "{\"type\":\"function\",\"function\":{\"name\":\"%s\",\"x\":[1,{}]}}";
        var body = "{\"model\":\"auto\"," + MESSAGES + ",\"tools\":[ " + tool.formatted("a") + " , "
                + tool.formatted("b") + " ,%s],\"tool_choice\":%s}";
        var c = tool.formatted("c");
        for (var name : List.of("a", "b", "c")) {
            var choice = "{\"type\":\"function\",\"function\":{\"name\":\"" + name + "\"}}";
            assertThat(prepared(body.formatted(c, choice), deaf))
                    .endsWith("\"tools\":[" + tool.formatted(name) + "],\"tool_choice\":\"required\"}");
            assertThat(prepared(body.formatted(c, choice), target())).endsWith(choice + "}");
        }
        var unknown = "{\"type\":\"function\",\"function\":{\"name\":\"d\"}}";
        assertThat(prepared(body.formatted(c, unknown), deaf)).endsWith(unknown + "}");
        assertThat(prepared(body.formatted(c, "\"auto\""), deaf)).endsWith(c + "],\"tool_choice\":\"auto\"}");
    }

    private static String options(String options) {
        return prepared(
                "{\"model\":\"auto\"," + MESSAGES + ",\"stream\":true,\"stream_options\":" + options + "}", target());
    }

    private static Target target() {
        return new Target("up\"stream", true, true, false, Optional.empty(), Set.of(), Map.of(), 100);
    }

    private static String prepared(String body, Target target) {
        var prepared = OpenAiChat.FORMAT.prepare(OpenAiChat.read(body.getBytes(UTF_8)), target);
        return new String(prepared.edits().applyTo(prepared.body().bytes()), UTF_8);
    }
}
