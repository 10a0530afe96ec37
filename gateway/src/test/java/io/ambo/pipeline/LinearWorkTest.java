package io.ambo.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.ambo.catalog.Policy.RestoreInAddresses;
import io.ambo.dialect.AnthropicMessages;
import io.ambo.dialect.OpenAiChat;
import io.ambo.dialect.OpenAiReply;
import io.ambo.privacy.Deidentified;
import io.ambo.privacy.Deidentifiers;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.SseEvent;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    private static final AnthropicMessages ANTHROPIC = new AnthropicMessages();

    private interface Stage {
        void take(List<SseEvent> events) throws JsonException;
    }

    private static void restore(List<SseEvent> events) throws JsonException {
        var restoration = new Restoration(LIVE, RestoreInAddresses.KNOWN_HOSTS, false);
        var completeness = new StreamCompleteness(1);
        JsonIndex latest = null;
        for (var event : events) {
            latest = JsonIndex.of(event.bytes(), event.dataStart(), event.dataEnd());
            var frame = OpenAiReply.read(latest);
            completeness.take(frame);
            restoration.event(event, frame);
        }
        if (latest != null) {
            restoration.rest(latest);
        }
    }

    /** As many choices as there may be channels, though no request asks for so many. */
    private static void restoreManyChoices(List<SseEvent> events) throws JsonException {
        var restoration = new Restoration(LIVE, RestoreInAddresses.KNOWN_HOSTS, false);
        for (var event : events) {
            restoration.event(event, OpenAiReply.read(JsonIndex.of(event.bytes(), event.dataStart(), event.dataEnd())));
        }
        restoration.rest(JsonIndex.of("{}".getBytes(UTF_8)));
    }

    private static void translate(List<SseEvent> events) throws JsonException {
        var request = OpenAiChat.read(
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}".getBytes(UTF_8));
        var translator = ANTHROPIC.translator(request, 0);
        var restoration = new Restoration(LIVE, RestoreInAddresses.KNOWN_HOSTS, false);
        for (var event : events) {
            var chunks = new ArrayList<SseEvent>();
            translator.event(event, chunks::add);
            for (var chunk : chunks) {
                if (!chunk.isDone()) {
                    restoration.event(
                            chunk, OpenAiReply.read(JsonIndex.of(chunk.bytes(), chunk.dataStart(), chunk.dataEnd())));
                }
            }
        }
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
                Named.of("texts", size -> events(size, i -> delta.formatted(i, "text_delta", "text"))),
                Named.of(
                        "fragments", size -> events(size, i -> delta.formatted(i, "input_json_delta", "partial_json"))),
                Named.of(
                        "blocks that begin and end",
                        size -> events(
                                size,
                                i -> "{\"type\":\"content_block_" + (i % 2 == 0 ? "start" : "stop") + "\",\"index\":"
                                        + i / 2 + ",\"content_block\":{\"type\":\"text\",\"text\":\"PHONE_K\"}}")));
    }

    private static List<SseEvent> events(int count, IntFunction<String> event) {
        return IntStream.range(0, count)
                .mapToObj(i -> SseEvent.of(event.apply(i)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("openAi")
    void restoringTwiceAsMuchIsTwiceTheWork(IntFunction<List<SseEvent>> stream) throws JsonException {
        twiceTheWork(stream, LinearWorkTest::restore);
    }

    @ParameterizedTest
    @MethodSource("anthropic")
    void translatingTwiceAsMuchIsTwiceTheWork(IntFunction<List<SseEvent>> stream) throws JsonException {
        twiceTheWork(stream, LinearWorkTest::translate);
    }

    @Test
    void theEndOfAChoiceCostsNothingOfTheOthers() throws JsonException {
        for (var end : List.of("\"stop\"", "null")) {
            twiceTheWork(
                    size -> chunk(many(size / 2, ",", i -> CONTENT.formatted(i, end))),
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
        restore(chunk(many(StreamCompleteness.ALWAYS_ALLOWED, ",", i -> CONTENT.formatted(i, "\"stop\""))));

        for (var end : List.of("null", "\"stop\"")) {
            var tooMany = chunk(many(StreamCompleteness.ALWAYS_ALLOWED + 1, ",", i -> CONTENT.formatted(i, end)));
            assertThatThrownBy(() -> restore(tooMany)).isInstanceOf(JsonException.class);
        }
        var completeness = new StreamCompleteness(200);
        var asked = chunk(many(200, ",", i -> CONTENT.formatted(i, "\"stop\""))).getFirst();
        completeness.take(OpenAiReply.read(JsonIndex.of(asked.bytes(), asked.dataStart(), asked.dataEnd())));
        assertThat(completeness.isWhole()).isTrue();
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
