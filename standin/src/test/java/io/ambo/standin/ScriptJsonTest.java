package io.ambo.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScriptJsonTest {
    private static final Map<String, String> RENAMED =
            Map.of("with_status", "status", "header", "headers", "wire", "wire_base64");

    private static Script read(String json) {
        List<Script> scripts = ScriptJson.read(Json.bytes(json));
        assertThat(scripts).hasSize(1);
        return scripts.getFirst();
    }

    private static String member(Method method) {
        String name = method.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        boolean timed = Arrays.asList(method.getParameterTypes()).contains(Duration.class);
        return RENAMED.getOrDefault(name, name) + (timed ? "_ms" : "");
    }

    @Test
    void everyMethodOfAScriptHasAMemberAndNoOtherMemberExists() {
        TreeSet<String> methods = Arrays.stream(Script.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getReturnType() == Script.class)
                .map(ScriptJsonTest::member)
                .filter(name -> !name.equals("answer"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ScriptJson.known()).containsExactlyElementsOf(methods);
    }

    @Test
    void membersDoWhatTheirMethodsDo() {
        Script script = read(
                "{\"times\":3,\"delay_head_ms\":5,\"delay_first_ms\":6,\"delay_between_ms\":7,"
                        + "\"reset_after_events\":2,\"split_at\":[9,4],\"raw\":\"x\",\"status\":201,\"headers\":{\"a\":\"b\"}}");
        assertThat(script.times()).isEqualTo(3);
        assertThat(script.timing())
                .isEqualTo(new Script.Timing(Duration.ofMillis(5), Duration.ofMillis(6), Duration.ofMillis(7)));
        assertThat(script.ending())
                .isEqualTo(new Script.Ending(Script.How.RESET, Script.Unit.EVENTS, 2, Duration.ZERO));
        assertThat(script.shape().cuts()).containsExactly(4, 9);
        assertThat(script.content()).isInstanceOf(Script.Content.Body.class);
        assertThat(script.status()).hasValue(201);
        assertThat(script.headers()).containsExactly(Map.entry("a", "b"));
        assertThat(read("{\"stall\":true}").ending().how()).isEqualTo(Script.How.STALL);
        assertThat(read("{\"wire_base64\":\"QQ==\"}").content()).isInstanceOf(Script.Content.Wire.class);
    }

    @Test
    void nonsenseIsRefusedByName() {
        assertThatThrownBy(() -> read("{\"raw\":\"x\",\"no_usage\":true}")).hasMessageContaining("member \"no_usage\"");
        assertThatThrownBy(() -> read("{\"split_every\":0}")).hasMessageContaining("member \"split_every\"");
        assertThatThrownBy(() -> read("[7]")).hasMessageContaining("a script is a JSON object");
    }
}
