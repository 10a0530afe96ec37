package io.ambo.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Event streams, independent of how the network split them. */
class SseReaderTest {

    private static final List<String> STREAMS = List.of(
            "data: a\n\ndata: b\n\n",
            "data: a\r\n\r\ndata: b\r\n\r\n",
            "data: a\r\rdata: b\r\r",
            "\uFEFFdata: a\n\nevent: x\ndata:b\n\n",
            "\uFEFF\n\r\n\ndata: a\n\n\uFEFFdata: b\n\n",
            ": comment\n\ndata: a\n\n:\n\n\n\ndata: b\n\n",
            "event: message\r\ndata: {\"x\":\r\ndata: 1}\r\nid: 7\r\n\r\nretry: 5\r\n\r\ndata: [DONE]\r\n\r\n",
            "data\n\ndata:\n\ndata: \n\ndatax: no\n\ndata:  two\n\n",
            "data: 中文😀\n\ndata: é\r\n\ndata: x\n\r\n",
            "\n\n\r\n\rdata: late\n\n");

    private static List<String> read(byte[] bytes, int... cuts) throws SseReader.TooLongException {
        var events = new ArrayList<String>();
        var reader = new SseReader(1000, event -> events.add(event.type() + "|" + event.data()));
        var from = 0;
        for (var cut : cuts) {
            reader.read(ByteBuffer.wrap(bytes, from, cut - from));
            from = cut;
        }
        reader.read(ByteBuffer.wrap(bytes, from, bytes.length - from));
        return events;
    }

    @Test
    void anyCutOfTheBytesGivesTheSameEvents() throws Exception {
        var random = new Random(4);
        for (var stream : STREAMS) {
            var bytes = stream.getBytes(UTF_8);
            var whole = read(bytes);
            for (var first = 0; first <= bytes.length; first++) {
                for (var second = first; second <= bytes.length; second++) {
                    assertThat(read(bytes, first, second)).as(stream).isEqualTo(whole);
                }
            }
            for (var i = 0; i < 200; i++) {
                var cuts = random.ints(5, 0, bytes.length + 1).sorted().toArray();
                assertThat(read(bytes, cuts)).as(stream).isEqualTo(whole);
            }
        }
    }

    @Test
    void linesEndWithLfCrOrBoth() throws Exception {
        for (var stream : STREAMS.subList(0, 3)) {
            assertThat(read(stream.getBytes(UTF_8))).containsExactly("|a", "|b");
        }
        assertThat(read(STREAMS.get(3).getBytes(UTF_8))).containsExactly("|a", "x|b");
        assertThat(read(STREAMS.get(5).getBytes(UTF_8))).containsExactly("|a", "|b");
        assertThat(read(STREAMS.get(6).getBytes(UTF_8))).containsExactly("message|{\"x\":\n1}", "|[DONE]");
        assertThat(read(STREAMS.get(7).getBytes(UTF_8))).containsExactly("| two");
        assertThat(read(STREAMS.get(8).getBytes(UTF_8))).containsExactly("|中文😀", "|é", "|x");
        assertThat(read(STREAMS.get(9).getBytes(UTF_8))).containsExactly("|late");
    }

    @Test
    void rawBytesOfAllEventsAreTheStreamWhereverItIsCut() throws Exception {
        for (var stream : STREAMS.subList(0, 3)) {
            var bytes = stream.getBytes(UTF_8);
            for (var first = 0; first <= bytes.length; first++) {
                for (var second = first; second <= bytes.length; second++) {
                    assertThat(raw(bytes, first, second)).isEqualTo(stream);
                }
            }
        }
    }

    private static String raw(byte[] bytes, int first, int second) throws SseReader.TooLongException {
        var raw = new StringBuilder();
        var reader = new SseReader(1000, event -> raw.append(new String(event.raw(), UTF_8)));
        reader.read(ByteBuffer.wrap(bytes, 0, first));
        reader.read(ByteBuffer.wrap(bytes, first, second - first));
        reader.read(ByteBuffer.wrap(bytes, second, bytes.length - second));
        return raw.toString();
    }

    @Test
    void anEventIsHandedOnBeforeTheLineFeedThatMayFollowIt() throws Exception {
        assertThat(read("data: a\r\n\r".getBytes(UTF_8))).containsExactly("|a");
        assertThat(read("data: a\r\n\rdata: b\r\r\ndata: c\r\n\r\n".getBytes(UTF_8)))
                .containsExactly("|a", "|b", "|c");
    }

    @Test
    void aLastEventMayLackItsBlankLineButNotItsEnd() throws Exception {
        assertThat(ended("data: [DONE]")).containsExactly("data: [DONE]\n\n");
        assertThat(ended("data: {\"a\":1}\n")).containsExactly("data: {\"a\":1}\n\n\n");
        assertThat(ended("event: x\r\ndata: {}\r\n")).containsExactly("event: x\r\ndata: {}\r\n\n\n");
        assertThat(ended("data: {\"a\":")).isEmpty();
        assertThat(ended("data: [DO")).isEmpty();
        assertThat(ended("data:\n")).isEmpty();
        assertThat(ended(": comment")).isEmpty();
        assertThat(ended("data: 1\n\n")).containsExactly("data: 1\n\n");
    }

    private static List<String> ended(String stream) throws SseReader.TooLongException {
        var events = new ArrayList<String>();
        var reader = new SseReader(1000, event -> events.add(new String(event.raw(), UTF_8)));
        reader.read(ByteBuffer.wrap(stream.getBytes(UTF_8)));
        reader.end();
        reader.end();
        return events;
    }

    @Test
    void eventWithOtherDataKeepsTheFieldsAroundIt() throws Exception {
        var events = new ArrayList<SseEvent>();
        new SseReader(1000, events::add).read(ByteBuffer.wrap("event: x\nid: 1\ndata: old\n\n".getBytes(UTF_8)));
        var changed = events.getFirst().withData("new text".getBytes(UTF_8));
        assertThat(changed.raw()).asString().isEqualTo("event: x\nid: 1\ndata: new text\n\n");
        assertThat(changed.data()).isEqualTo("new text");
        assertThat(SseEvent.of("[DONE]").isDone()).isTrue();
        assertThat(changed.isDone()).isFalse();
    }

    @Test
    void eventOfSeveralLinesWithOtherDataIsReadBackWithAllOfThem() throws Exception {
        var events = new ArrayList<SseEvent>();
        var stream = "event: x\ndata: {\"a\":\ndata: 1}\n\n".getBytes(UTF_8);
        new SseReader(1000, events::add).read(ByteBuffer.wrap(stream));
        var changed = events.getFirst().withData("{\"a\":\n2}".getBytes(UTF_8));
        assertThat(read(changed.raw())).containsExactly("x|{\"a\":\n2}");
        assertThat(changed.data()).isEqualTo("{\"a\":\n2}");
    }

    @Test
    void eventBeyondTheLimitIsRefused() throws Exception {
        var reader = new SseReader(16, event -> {});
        reader.read(ByteBuffer.wrap("data: a\n\ndata: b".getBytes(UTF_8)));
        reader.read(ByteBuffer.wrap("\n\n".getBytes(UTF_8)));
        var longer = ByteBuffer.wrap("data: 0123456789abcdef".getBytes(UTF_8));
        assertThatThrownBy(() -> reader.read(longer)).isInstanceOf(SseReader.TooLongException.class);
    }
}
