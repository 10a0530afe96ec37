package io.ambo.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ambo.wire.Body;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonText;
import io.ambo.wire.Role;
import io.ambo.wire.TextSpan;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Small bodies to scan. */
final class Bodies {

    private Bodies() {}

    /** One string that a user wrote. */
    static Body user(String text) {
        return run('"' + JsonText.escape(text) + '"', 0, TextSpan.Form.TEXT, Role.USER);
    }

    /** One message of several texts. */
    static Body parts(String... texts) {
        var json = Stream.of(texts)
                .map(text -> '"' + JsonText.escape(text) + '"')
                .collect(Collectors.joining(",", "[", "]"));
        var nodes = IntStream.rangeClosed(1, texts.length).toArray();
        return new Body(
                index(json), List.of(new TextSpan(Role.USER, TextSpan.Form.TEXT, nodes)), new int[0], new int[0]);
    }

    /** A list of so many times this number. */
    static Body numbers(int count, String number) {
        var json = Stream.generate(() -> number).limit(count).collect(Collectors.joining(",", "[", "]"));
        var spans = IntStream.rangeClosed(1, count)
                .mapToObj(node -> TextSpan.of(Role.EXTRA, TextSpan.Form.NUMBER, node))
                .toList();
        return new Body(index(json), spans, new int[0], new int[0]);
    }

    static Body run(String json, int node, TextSpan.Form form) {
        return run(json, node, form, Role.TOOL_ARGUMENT);
    }

    static Body run(String json, int node, TextSpan.Form form, Role role) {
        return new Body(index(json), List.of(TextSpan.of(role, form, node)), new int[0], new int[0]);
    }

    static String textOf(byte[] json, int node) {
        return index(new String(json, UTF_8)).text(node);
    }

    private static JsonIndex index(String json) {
        try {
            return JsonIndex.of(json.getBytes(UTF_8));
        } catch (JsonException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
