package io.ambo.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ambo.wire.JsonException.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Compares the index with Jackson: both accept the same texts and find the same nodes. */
class JsonIndexTest {

    private static final JsonFactory JACKSON = new JsonFactory();

    @Test
    void whatJacksonReadsIsReadAlikeAndNothingElse() {
        var generator = new JsonGenerator(2026);
        var valid = 0;
        for (var i = 0; i < 30_000; i++) {
            var bytes = i % 3 == 0 ? generator.valid() : generator.mutated();
            valid += compare(bytes) ? 1 : 0;
        }
        assertThat(valid).isBetween(10_000, 25_000);
    }

    @FuzzTest
    void anyBytesAreReadAsJacksonReadsThem(byte[] bytes) {
        compare(bytes);
    }

    @Test
    void anEscapeHasDigitsOfAsciiOnly() {
        assertThat(compare("[\"\\u0\u0138000\"]".getBytes(UTF_8))).isFalse();
        assertThat(compare("[\"\\u\uFF11111\"]".getBytes(UTF_8))).isFalse();
        assertThat(compare("[\"\\\\u0\u0138000\"]".getBytes(UTF_8))).isTrue();
    }

    static boolean compare(byte[] bytes) {
        var expected = jackson(bytes);
        var actual = index(bytes).filter(nodes -> nodes.stream().noneMatch(JsonIndexTest::isBrokenName));
        assertThat(actual)
                .as(() -> Arrays.toString(bytes) + " " + new String(bytes, UTF_8))
                .isEqualTo(expected);
        return expected.isPresent();
    }

    /** A name with a lone surrogate: JSON by RFC 8259, section 8.2, but rejected by Jackson. */
    private static boolean isBrokenName(String node) {
        return node.startsWith("k") && !UTF_8.newEncoder().canEncode(node);
    }

    /** Each node as a letter for its type and its text; the end of a container as the letter alone. */
    private static Optional<List<String>> index(byte[] bytes) {
        try {
            var index = JsonIndex.of(bytes);
            var nodes = new ArrayList<String>();
            add(index, 0, nodes);
            return Optional.of(nodes);
        } catch (JsonException e) {
            assertThat(e.offset()).isBetween(0, bytes.length);
            return Optional.empty();
        }
    }

    private static int add(JsonIndex index, int node, List<String> nodes) {
        var next = node + 1;
        switch (index.type(node)) {
            case JsonIndex.OBJECT, JsonIndex.ARRAY -> {
                nodes.add(index.is(node, JsonIndex.OBJECT) ? "{" : "[");
                while (next < index.next(node)) {
                    next = add(index, next, nodes);
                }
                nodes.add(index.is(node, JsonIndex.OBJECT) ? "}" : "]");
            }
            case JsonIndex.NAME -> nodes.add("k" + index.text(node));
            case JsonIndex.STRING -> nodes.add("s" + index.text(node));
            default -> nodes.add("v" + index.text(node));
        }
        assertThat(index.next(node)).isEqualTo(next);
        return next;
    }

    /**
     * Four characters, one of them beyond U+00FF. Jackson takes U+0138 for an 8, because it looks at eight bits only.
     */
    private static final Pattern ESCAPE_OF_OTHERS =
            Pattern.compile("(?<!\\\\)(?:\\\\{2})*\\\\u[0-9A-Fa-f\\x{100}-\\x{10FFFF}]{0,3}[\\x{100}-\\x{10FFFF}]");

    private static Optional<List<String>> jackson(byte[] bytes) {
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.startsWith("\uFEFF") || ESCAPE_OF_OTHERS.matcher(text).find()) {
                return Optional.empty();
            }
            return tokens(text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<String>> tokens(String text) {
        var nodes = new ArrayList<String>();
        try (var parser = JACKSON.createParser(ObjectReadContext.empty(), text)) {
            var depth = 0;
            do {
                var token = parser.nextToken();
                if (token == null) {
                    return Optional.empty();
                }
                nodes.add(node(parser));
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth > JsonScanner.MAX_DEPTH) {
                    return Optional.empty();
                }
            } while (depth > 0);
            return parser.nextToken() == null ? Optional.of(nodes) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static String node(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "{";
            case END_OBJECT -> "}";
            case START_ARRAY -> "[";
            case END_ARRAY -> "]";
            case PROPERTY_NAME -> "k" + parser.getString();
            case VALUE_STRING -> "s" + parser.getString();
            default -> "v" + parser.getString();
        };
    }

    @Test
    void pathsNameMembersAndElements() throws JsonException {
        var index = JsonIndex.of("{\"a\":[1,{\"b\":{}},[2,3]],\"c\\u0064\":null}".getBytes(UTF_8));
        var paths = new ArrayList<String>();
        for (var node = 0; node < index.count(); node++) {
            if (!index.is(node, JsonIndex.NAME)) {
                paths.add(index.path(node));
            }
        }
        assertThat(paths).containsExactly("(body)", "a", "a[0]", "a[1]", "a[1].b", "a[2]", "a[2][0]", "a[2][1]", "cd");
    }

    @Test
    void memberIsTheLastOfThatNameHoweverItIsWritten() throws JsonException {
        var index = JsonIndex.of("{\"a\":1,\"\\u0061\":2,\"b\":[3]}".getBytes(UTF_8));
        assertThat(index.text(index.member(0, "a"))).isEqualTo("2");
        assertThat(index.member(0, "x")).isEqualTo(-1);
        assertThat(index.member(index.member(0, "b"), "a")).isEqualTo(-1);
    }

    @Test
    void partOfAnArrayIsReadWithItsOwnBounds() throws JsonException {
        var bytes = "xx[1,\"é\"]yy".getBytes(UTF_8);
        var index = JsonIndex.of(bytes, 2, bytes.length - 2);
        assertThat(index.text(2)).isEqualTo("é");
        assertThat(index.start(0)).isEqualTo(2);
        assertThatThrownBy(() -> JsonIndex.of(bytes, 2, bytes.length - 3))
                .isInstanceOfSatisfying(JsonException.class, e -> {
                    assertThat(e.fault()).isEqualTo(Fault.UNEXPECTED_END);
                    assertThat(e.offset()).isEqualTo(bytes.length - 5);
                });
    }

    @Test
    void nestingBeyondTheLimitIsRefusedWithItsPlace() {
        var deep = "[".repeat(JsonScanner.MAX_DEPTH + 1);
        assertThatThrownBy(() -> JsonIndex.of(deep.getBytes(UTF_8))).isInstanceOfSatisfying(JsonException.class, e -> {
            assertThat(e.fault()).isEqualTo(Fault.TOO_DEEP);
            assertThat(e.offset()).isEqualTo(JsonScanner.MAX_DEPTH);
        });
    }

    @Test
    void valuesBeyondTheLimitAreRefusedWithTheirPlace() throws JsonException {
        var many = ("[" + "1,".repeat(98) + "1]").getBytes(UTF_8);
        assertThat(JsonIndex.limited(many, 100).count()).isEqualTo(100);
        assertThatThrownBy(() -> JsonIndex.limited(many, 99)).isInstanceOfSatisfying(JsonException.class, e -> {
            assertThat(e.fault()).isEqualTo(Fault.TOO_MANY_VALUES);
            assertThat(e.offset()).isEqualTo(many.length - 2);
        });
    }

    @Test
    void writtenTextIsReadBackAsItWas() throws JsonException {
        var random = new java.util.Random(1);
        for (var i = 0; i < 5000; i++) {
            var text = new StringBuilder();
            for (var length = random.nextInt(20); length > 0; length--) {
                text.append((char) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : random.nextInt(0x80)));
            }
            var bytes = ('"' + JsonText.escape(text.toString()) + '"').getBytes(UTF_8);
            assertThat(JsonIndex.of(bytes).text(0)).isEqualTo(text.toString());
            assertThat(JsonText.encode(text.toString())).isEqualTo(Arrays.copyOfRange(bytes, 1, bytes.length - 1));
        }
    }
}
