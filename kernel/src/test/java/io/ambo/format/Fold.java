package io.ambo.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ambo.core.Usage;
import io.ambo.format.ReplyFrame.ContentStream;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.SseEvent;
import io.ambo.wire.SseReader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a reply comes to in the end, streamed or whole, read as a client would: a small reader of chunks on a JSON tree,
 * with nothing of ours in it.
 *
 * @param calls id, name and arguments of each call of a tool
 */
record Fold(String content, String reasoning, List<List<Object>> calls, String finish, Optional<JsonNode> usage) {

    private static final JsonMapper MAPPER = new JsonMapper();

    static Fold whole(byte[] completion) {
        var tree = MAPPER.readTree(completion);
        var building = new Building();
        building.take(tree.path("choices").path(0).path("message"), tree);
        return building.fold();
    }

    static Fold stream(List<SseEvent> events) {
        var building = new Building();
        for (var event : events) {
            if (!event.isDone()) {
                var tree = MAPPER.readTree(event.data());
                building.take(tree.path("choices").path(0).path("delta"), tree);
            }
        }
        return building.fold();
    }

    /** The same by our own reader of replies: each text by its channel. */
    static Map<String, String> channels(List<JsonIndex> frames) throws io.ambo.wire.JsonException {
        var texts = new TreeMap<String, String>();
        for (var index : frames) {
            var frame = OpenAiReply.read(index);
            frame.pieces().forEach(piece -> {
                ContentStream channel = piece.channel();
                texts.merge(channel.toString(), index.text(piece.node()), String::concat);
            });
            frame.finished().forEach(choice -> texts.put("finished " + choice, ""));
            frame.usage().map(Usage::toString).ifPresent(usage -> texts.put("usage", usage));
        }
        texts.values().removeIf(String::isEmpty);
        return texts;
    }

    /** The events of a stream that arrives in two pieces, cut at this byte, as a translator hands them on. */
    static List<SseEvent> translated(ReplyTranslator translator, byte[] stream, int cut) throws Exception {
        var arrived = new ArrayList<SseEvent>();
        var reader = new SseReader(1 << 20, arrived::add);
        reader.read(ByteBuffer.wrap(stream, 0, cut));
        reader.read(ByteBuffer.wrap(stream, cut, stream.length - cut));
        var events = new ArrayList<SseEvent>();
        for (var event : arrived) {
            translator.event(event, events::add);
        }
        if (arrived.stream().anyMatch(event -> event.isDone() || AnthropicMessages.FORMAT.isEnd(event))) {
            translator.end(events::add);
        }
        return events;
    }

    /** What makes chunks of OpenAI's format of a reply of Anthropic's. */
    static ReplyTranslator toOpenAi(long created, String answerTool) {
        return new Translation(new AnthropicPartReader(answerTool), new OpenAiPartWriter(created, true));
    }

    static String raw(List<SseEvent> events) {
        var out = new ByteArrayOutputStream();
        events.forEach(event -> out.writeBytes(event.raw()));
        return out.toString(UTF_8);
    }

    private static final class Building {

        private final StringBuilder content = new StringBuilder();
        private final StringBuilder reasoning = new StringBuilder();
        private final List<String[]> calls = new ArrayList<>();
        private String finish = "";
        private Optional<JsonNode> usage = Optional.empty();

        void take(JsonNode message, JsonNode reply) {
            content.append(message.path("content").asString(""));
            reasoning.append(message.path("reasoning_content").asString(""));
            var place = 0;
            for (var call : message.path("tool_calls")) {
                call(call, call.path("index").asInt(place++));
            }
            finish += reply.path("choices").path(0).path("finish_reason").asString("");
            if (reply.path("usage").isObject()) {
                usage = Optional.of(reply.path("usage"));
            }
        }

        private void call(JsonNode call, int number) {
            while (calls.size() <= number) {
                calls.add(new String[] {"", "", ""});
            }
            var parts = calls.get(number);
            parts[0] += call.path("id").asString("");
            parts[1] += call.path("function").path("name").asString("");
            parts[2] += call.path("function").path("arguments").asString("");
        }

        Fold fold() {
            List<List<Object>> read = new ArrayList<>();
            calls.forEach(parts -> read.add(List.of(parts[0], parts[1], MAPPER.readTree(parts[2]))));
            return new Fold(content.toString(), reasoning.toString(), read, finish, usage);
        }
    }
}
