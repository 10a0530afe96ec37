package io.ambo.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.ambo.catalog.Policy.RestoreInAddresses;
import io.ambo.format.AnthropicMessages;
import io.ambo.format.OpenAiChat;
import io.ambo.format.ReplyFrame;
import io.ambo.format.Request;
import io.ambo.format.Surface;
import io.ambo.format.WireFormat;
import io.ambo.format.WireFormats;
import io.ambo.privacy.Deidentified;
import io.ambo.privacy.Deidentifiers;
import io.ambo.wire.JsonException;
import io.ambo.wire.SseEvent;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a hostile upstream sends costs no more than its length. Work is counted in bytes that it allocates: every step of
 * restoring and translating makes something, and unlike time the count does not depend on the machine.
 */
class LinearWorkTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Deidentified LIVE = Deidentifiers.live(Map.of("PHONE_K7QX2MD4", "13812345678"));

    private static final Request ASKED = asked(1);
    private static final Request ASKED_BY_OTHERS = Surface.MESSAGES.read(
            "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}".getBytes(UTF_8),
            64);

    /** Some servers number their answers from 1, or begin one that nobody asked for. */
    private static final int MOST_UNASKED = 16;

    private interface Stage {
        void take(List<SseEvent> events) throws JsonException;
    }

    private static void through(WireFormat format, WireFormat surface, List<SseEvent> events) throws JsonException {
        var request = surface.equals(OpenAiChat.FORMAT) ? ASKED : ASKED_BY_OTHERS;
        var reader = format.reader(request);
        var translator = format.translator(request, 0);
        var restoration = new Restoration(LIVE, RestoreInAddresses.KNOWN_HOSTS, _ -> true, reader, false);
        @Nullable ReplyFrame latest = null;
        for (var event : events) {
            var frame = reader.event(event);
            if (frame.isPresent()) {
                latest = frame.get();
                for (var restored : restoration.event(event, latest)) {
                    translator.event(restored, LinearWorkTest::drop);
                }
            }
        }
        if (latest != null) {
            restoration.rest(latest);
        }
        translator.end(LinearWorkTest::drop);
    }

    private static void drop(SseEvent event) {}

    /** A request for so many answers. */
    private static Request asked(int answers) {
        var json = "{\"model\":\"m\",\"n\":" + answers + ",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
        return Surface.CHAT_COMPLETIONS.read(json.getBytes(UTF_8), 64);
    }

    private static void restore(List<SseEvent> events) throws JsonException {
        through(OpenAiChat.FORMAT, OpenAiChat.FORMAT, events);
    }

    /** As many choices as there may be channels, though no request asks for so many. */
    private static void restoreManyChoices(List<SseEvent> events) throws JsonException {
        var reader = OpenAiChat.FORMAT.reader(asked(1024));
        var restoration = new Restoration(LIVE, RestoreInAddresses.KNOWN_HOSTS, _ -> true, reader, false);
        var latest = reader.whole("{}".getBytes(UTF_8));
        for (var event : events) {
            latest = reader.event(event).orElseThrow();
            restoration.event(event, latest);
        }
        restoration.rest(latest);
    }

    private static String many(int count, String separator, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(separator));
    }

    private static List<SseEvent> chunk(String choices) {
        return List.of(SseEvent.of("{\"id\":\"c\",\"choices\":[" + choices + "]}"));
    }

    private static List<SseEvent> chunks(int count, IntFunction<String> choice) {
        return IntStream.range(0, count)
                .mapToObj(i -> chunk(choice.apply(i)).getFirst())
                .toList();
    }

    private static final String CONTENT =
            "{\"index\":%d,\"delta\":{\"content\":\"see PHONE_K7QX\"},\"finish_reason\":%s}";
    private static final String CALLS = "{\"index\":0,\"delta\":{\"tool_calls\":[%s]}}";

    static Stream<Named<IntFunction<List<SseEvent>>>> openAi() {
        return Stream.of(
                Named.of(
                        "choices that finish in one event, again and again",
                        size -> chunk(many(size, ",", i -> CONTENT.formatted(i % 16, "\"stop\"")))),
                Named.of(
                        "choices that begin and never finish",
                        size -> chunks(size, i -> CONTENT.formatted(i % 16, "null"))),
                Named.of(
                        "calls of tools in one event",
                        size -> chunk(
                                CALLS.formatted(
                                        many(
                                                size,
                                                ",",
                                                i -> "{\"index\":" + i % 500
                                                        + ",\"function\":{\"name\":\"PHONE_K7QX\",\"arguments\":\"PHONE_K7QX2MD4 PHONE_\"}}")))),
                Named.of(
                        "half placeholders by single letters",
                        size -> chunks(
                                size,
                                i -> CONTENT.formatted(0, "null")
                                        .replace("see PHONE_K7QX", "PHONE_K7QX".substring(i % 10, i % 10 + 1)))),
                Named.of(
                        "one long text of half placeholders",
                        size -> chunk(CONTENT.formatted(0, "null").replace("see", "PHONE_K7QX\\\\\\\\".repeat(size)))),
                Named.of(
                        "many texts at one path",
                        size -> chunk(
                                "{\"index\":0,\"delta\":{\"parts\":[" + many(size, ",", i -> "\"PHONE_\"") + "]}}")),
                Named.of(
                        "placeholders that stand for something",
                        size -> chunk(CONTENT.formatted(0, "null").replace("see", "PHONE_K7QX2MD4 ".repeat(size)))));
    }

    static Stream<Named<IntFunction<List<SseEvent>>>> anthropic() {
        var delta = "{\"type\":\"content_block_delta\",\"index\":%d,\"delta\":{\"type\":\"%s\",\"%s\":\"PHONE_K7QX\"}}";
        return Stream.of(
                Named.of("texts", size -> events(size, i -> delta.formatted(i % 500, "text_delta", "text"))),
                Named.of(
                        "fragments",
                        size -> events(size, i -> delta.formatted(i % 500, "input_json_delta", "partial_json"))),
                Named.of(
                        "blocks that begin and end",
                        size -> events(
                                size,
                                i -> "{\"type\":\"content_block_" + (i % 2 == 0 ? "start" : "stop") + "\",\"index\":"
                                        + i / 2 % 500
                                        + ",\"content_block\":{\"type\":\"text\",\"text\":\"PHONE_K\"}}")));
    }

    private static List<SseEvent> events(int count, IntFunction<String> event) {
        return IntStream.range(0, count)
                .mapToObj(i -> SseEvent.of(event.apply(i)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("openAi")
    void twiceAsMuchOfOpenAisIsTwiceTheWork(IntFunction<List<SseEvent>> stream) throws JsonException {
        for (var surface : WireFormats.ALL) {
            twiceTheWork(stream, events -> through(OpenAiChat.FORMAT, surface, events));
        }
    }

    @ParameterizedTest
    @MethodSource("anthropic")
    void twiceAsMuchOfAnthropicsIsTwiceTheWork(IntFunction<List<SseEvent>> stream) throws JsonException {
        for (var surface : WireFormats.ALL) {
            twiceTheWork(stream, events -> through(AnthropicMessages.FORMAT, surface, events));
        }
    }

    @Test
    void theEndOfAChoiceCostsNothingOfTheOthers() throws JsonException {
        for (var end : List.of("\"stop\"", "null")) {
            twiceTheWork(
                    size -> chunk(many(size / 4, ",", i -> CONTENT.formatted(i, end))),
                    LinearWorkTest::restoreManyChoices);
        }
    }

    private static void twiceTheWork(IntFunction<List<SseEvent>> stream, Stage stage) throws JsonException {
        allocated(stream.apply(200), stage); // whatever is made only once
        var once = allocated(stream.apply(2000), stage);
        var twice = allocated(stream.apply(4000), stage);

        assertThat(twice).as("%s bytes for once as much", once).isLessThan(once * 5 / 2);
    }

    private static long allocated(List<SseEvent> events, Stage stage) throws JsonException {
        var before = THREADS.getCurrentThreadAllocatedBytes();
        stage.take(events);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void moreChoicesThanWereAskedForAreNoAnswer() throws JsonException {
        restore(chunk(many(MOST_UNASKED, ",", i -> CONTENT.formatted(i, "\"stop\""))));

        for (var end : List.of("null", "\"stop\"")) {
            var tooMany = chunk(many(MOST_UNASKED + 1, ",", i -> CONTENT.formatted(i, end)));
            assertThatThrownBy(() -> restore(tooMany)).isInstanceOf(JsonException.class);
        }
        var reader = OpenAiChat.FORMAT.reader(asked(200));
        reader.event(
                chunk(many(200, ",", i -> CONTENT.formatted(i, "\"stop\""))).getFirst());
        assertThat(reader.isWhole()).isTrue();
    }

    @Test
    void moreTextsThanAnyAnswerHasAreNoAnswer() {
        var calls = chunk(CALLS.formatted(many(
                Restoration.MOST_CHANNELS + 1, ",", i -> "{\"index\":" + i + ",\"function\":{\"arguments\":\"x\"}}")));

        assertThatThrownBy(() -> restore(calls)).isInstanceOf(JsonException.class);
    }

    @Test
    void namesOfAbsurdLengthAreNoAnswer() {
        var deep = chunk("{\"index\":0,\"delta\":{\"" + "n".repeat(600) + "\":[" + many(9, ",", i -> "\"x\"") + "]}}");

        assertThatThrownBy(() -> restore(deep)).isInstanceOf(JsonException.class);
    }
}
