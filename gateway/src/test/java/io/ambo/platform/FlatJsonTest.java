package io.ambo.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.wire.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FlatJsonTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Test
    void everyCharacterComesBackAndAnotherReaderReadsTheSame() {
        var random = new SplittableRandom(7);
        for (var round = 0; round < 500; round++) {
            var text = text(random);
            var written = FlatJson.write(Map.of(text, text));
            assertThat(FlatJson.read(written)).isEqualTo(Map.of(text, text));
            assertThat(MAPPER.readTree(written).get(text).stringValue()).isEqualTo(text);
        }
    }

    @Test
    void listsOfObjectsComeBackInTheirOrder() {
        var json = new JsonWriter(1)
                .openArray()
                .openObject()
                .member("a", "x,{\"")
                .member("b", Long.MIN_VALUE)
                .member("c", true)
                .name("d")
                .nothing()
                .closeObject()
                .openObject()
                .closeObject()
                .closeArray()
                .toString();
        assertThat(json).isEqualTo("[{\"a\":\"x,{\\\"\",\"b\":-9223372036854775808,\"c\":true,\"d\":null},{}]");
        assertThat(FlatJson.readList(json))
                .isEqualTo(
                        List.of(Map.of("a", "x,{\"", "b", "-9223372036854775808", "c", "true", "d", "null"), Map.of()));
    }

    @Test
    void whatIsNotFlatIsRefused() {
        for (var text : new String[] {"{\"a\":{}}", "[]", "{\"a\":", ""}) {
            assertThatThrownBy(() -> FlatJson.read(text)).isInstanceOf(IllegalArgumentException.class);
        }
        for (var text : new String[] {"{}", "[{\"a\":[]}]", "[{\"a\":1}", ""}) {
            assertThatThrownBy(() -> FlatJson.readList(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static String text(SplittableRandom random) {
        var text = new StringBuilder();
        for (var i = random.nextInt(12); i > 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> text.append((char) random.nextInt(0x20));
                case 1 -> text.append(random.nextBoolean() ? '"' : '\\');
                case 2 -> text.appendCodePoint(random.nextBoolean() ? 0x8D26 : 0x1F600);
                default -> text.append((char) random.nextInt(0x20, 0x80));
            }
        }
        return text.toString();
    }
}
