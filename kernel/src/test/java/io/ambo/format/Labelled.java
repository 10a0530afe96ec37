package io.ambo.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.wire.Body;
import io.ambo.wire.JsonIndex;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** Checks the promise that every text of a body is in exactly one run, or is known to be no text. */
final class Labelled {

    private static final String DATA_ADDRESS = "data:[^;]{0,60};base64,[A-Za-z0-9+/=_-]*";

    private static final Set<String> TYPES = Set.of(
            "\"text\"",
            "\"image_url\"",
            "\"input_audio\"",
            "\"function\"",
            "\"tool_use\"",
            "\"tool_result\"",
            "\"object\"",
            "\"image\"",
            "\"url\"",
            "\"base64\"");

    private final JsonIndex index;
    private final Map<Integer, Integer> runsOf = new HashMap<>();
    private final Set<Integer> apart = new HashSet<>();

    Labelled(Body body) {
        index = body.index();
        body.spans().forEach(span -> Arrays.stream(span.nodes()).forEach(node -> runsOf.merge(node, 1, Integer::sum)));
        Arrays.stream(body.opaque()).forEach(apart::add);
        Arrays.stream(body.media()).forEach(this::apartInMedia);
    }

    /** Every text but those that are said to be words of the format itself. */
    void assertAllBut(IntPredicate words) {
        for (var n = 0; n < index.count(); n++) {
            assertThat(runsOf.getOrDefault(n, 0))
                    .as("runs of %s at %s in %s", index.raw(n), index.path(n), index.raw(0))
                    .isEqualTo(expected(n, words));
        }
    }

    private int expected(int node, IntPredicate words) {
        var empty = index.end(node) == index.start(node);
        return switch (index.type(node)) {
            case JsonIndex.STRING -> empty || apart.contains(node) || isType(node) || words.test(node) ? 0 : 1;
            case JsonIndex.NUMBER -> index.end(node) - index.start(node) >= 4 ? 1 : 0;
            case JsonIndex.NAME -> index.text(node).startsWith(RandomJson.UNKNOWN) ? 1 : index.escaped(node) ? 1 : 0;
            default -> 0;
        };
    }

    private boolean isType(int node) {
        return index.is(node - 1, JsonIndex.NAME)
                && index.text(node - 1).equals("type")
                && TYPES.contains(index.raw(node));
    }

    private void apartInMedia(int media) {
        if (index.is(media, JsonIndex.STRING)) {
            assertThat(index.text(media)).matches(DATA_ADDRESS);
            apart.add(media);
        }
        for (var n = media + 1; n < index.next(media); n++) {
            var named = index.is(n - 1, JsonIndex.NAME) ? index.text(n - 1) : "";
            if (index.is(n, JsonIndex.STRING)
                    && (named.equals("data")
                            || named.equals("file_data")
                            || index.text(n).matches(DATA_ADDRESS))) {
                apart.add(n);
            }
        }
    }
}
