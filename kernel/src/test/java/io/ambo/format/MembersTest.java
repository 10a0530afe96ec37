package io.ambo.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.wire.JsonIndex;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MembersTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");

    @Test
    void droppingRenamingSettingAndAddingGiveWhatATreeWould() throws Exception {
        for (var seed = 0; seed < 5000; seed++) {
            var random = new Random(seed);
            var json = new RandomJson(seed);
            var text = object(random, json);
            var target = target(random);
            var adds = random.nextBoolean();

            var index = JsonIndex.of(text.getBytes(UTF_8));
            var members = new Members(index);
            members.adapt(target);
            members.set(index.member(0, "model"), "\"new\"");
            if (adds) {
                members.add(0, "added", "{\"x\":1}");
            }
            var written = members.edits().applyTo(index.bytes());

            assertThat(MAPPER.readTree(written).toString())
                    .as("seed %s, %s to %s", seed, target, text)
                    .isEqualTo(expected(text, target, adds).toString());
        }
    }

    private static String object(Random random, RandomJson json) {
        var members = new java.util.ArrayList<String>();
        members.add(json.member("model", "\"old\""));
        for (var name : NAMES) {
            if (random.nextBoolean()) {
                members.add(json.member(name.equals("b") ? "\\u0062" : name, json.value(2)));
            }
        }
        java.util.Collections.shuffle(members, random);
        return json.space() + "{" + json.space() + String.join(json.space() + "," + json.space(), members)
                + json.space() + "}" + json.space();
    }

    private static Target target(Random random) {
        var drop = new HashSet<String>();
        NAMES.stream().filter(name -> random.nextInt(3) == 0).forEach(drop::add);
        var rename = new HashMap<String, String>();
        if (random.nextBoolean()) {
            rename.put("c", random.nextBoolean() ? "renamed" : "d");
        }
        Optional<Set<String>> allow = random.nextInt(4) == 0 ? Optional.of(Set.of("a", "c", "e")) : Optional.empty();
        return new Target("new", true, true, false, allow, drop, rename, 100);
    }

    private static JsonNode expected(String text, Target target, boolean adds) {
        var arrived = MAPPER.readTree(text);
        var left = new LinkedHashMap<String, JsonNode>();
        if (adds) {
            left.put("added", MAPPER.readTree("{\"x\":1}"));
        }
        for (Map.Entry<String, JsonNode> member : arrived.properties()) {
            var name = member.getKey();
            var to = target.rename().get(name);
            if (name.equals("model")) {
                left.put(name, MAPPER.readTree("\"new\""));
            } else if (!target.drops(name) && (to == null || !arrived.has(to) || target.drops(to))) {
                left.put(to == null ? name : to, member.getValue());
            }
        }
        return MAPPER.valueToTree(left);
    }
}
