package io.ambo.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.Fuzz;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Compares the reader, with its input cut anywhere, with a direct implementation of the standard (WHATWG HTML, section
 * 9.2).
 */
class SseReaderFuzzTest {

    @Test
    void changedStreamsAreReadAsTheStandardSaysWhereverTheyAreCut() {
        var fuzz = Fuzz.of("sse");
        var rounds = Fuzz.play(random -> {
            var bytes = fuzz.text(random).getBytes(StandardCharsets.ISO_8859_1);
            assertThat(read(bytes, random))
                    .as(() -> Arrays.toString(bytes))
                    .isEqualTo(asTheStandardSaysButForEmptyOnes(new String(bytes, StandardCharsets.ISO_8859_1)));
        });
        assertThat(rounds).isGreaterThan(20);
    }

    private static List<String> read(byte[] bytes, Random random) throws SseReader.TooLongException {
        var events = new ArrayList<String>();
        var reader = new SseReader(1 << 20, event -> events.add(event.type() + "|" + event.data()));
        for (var from = 0; from < bytes.length; ) {
            var to = Math.min(bytes.length, from + 1 + random.nextInt(random.nextBoolean() ? 3 : 300));
            reader.read(ByteBuffer.wrap(bytes, from, to - from));
            from = to;
        }
        return events;
    }

    /** Reads one byte as one character, so that a cut within a character does not matter. */
    private static List<String> asTheStandardSaysButForEmptyOnes(String stream) {
        var text = stream.startsWith("\u00EF\u00BB\u00BF") ? stream.substring(3) : stream;
        var lines = new ArrayList<>(List.of(text.split("\r\n|\r|\n", -1)));
        lines.removeLast();
        var events = new ArrayList<String>();
        var data = new ArrayList<String>();
        var type = "";
        for (var line : lines) {
            if (line.isEmpty()) {
                if (!String.join("", data).replace(" ", "").isEmpty()) {
                    events.add(utf8(type + "|" + String.join("\n", data)));
                }
                data.clear();
                type = "";
                continue;
            }
            var colon = line.indexOf(':');
            var field = colon < 0 ? line : line.substring(0, colon);
            var value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            switch (field) {
                case "data" -> data.add(value);
                case "event" -> type = value;
                default -> {}
            }
        }
        return events;
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), UTF_8);
    }
}
