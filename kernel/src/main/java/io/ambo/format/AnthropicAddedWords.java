package io.ambo.format;

import io.ambo.format.ReplyFrame.ContentStream;
import io.ambo.wire.Edits;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonText;
import io.ambo.wire.JsonWriter;
import io.ambo.wire.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Words of ours in a reply of Anthropic's format: a block of their own, where they do not begin one. */
final class AnthropicAddedWords implements AddedWords {

    private static final int MESSAGE = -1;
    private static final byte[] REFUSAL = "\"refusal\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final SortedSet<Integer> open = new TreeSet<>();
    private int next;
    private boolean stopped;

    @Override
    public void reads(ReplyFrame frame) {
        // a message's blocks are known when they go
    }

    @Override
    public void passes(ReplyFrame frame) {
        var index = frame.index();
        var block = (int) index.number(index.member(0, "index"), 0);
        switch (AnthropicMessage.text(index, 0, "type")) {
            case "content_block_start" -> {
                open.add(block);
                next = Math.max(next, block + 1);
            }
            case "content_block_stop" -> open.remove(block);
            default -> {
                // says nothing of blocks
            }
        }
    }

    @Override
    public boolean endsAnswer(ReplyFrame frame) {
        return frame.finished().contains(MESSAGE);
    }

    @Override
    public SseEvent before(ReplyFrame frame, ContentStream text, String words) {
        return AnthropicReplyReader.more(text, words + "\n\n");
    }

    @Override
    public List<SseEvent> after(ReplyFrame last, String words) {
        var events = new ArrayList<SseEvent>();
        block("\n\n" + words, events);
        return events;
    }

    @Override
    public List<SseEvent> instead(String words, String guard) {
        var events = new ArrayList<SseEvent>();
        open.forEach(block -> AnthropicPartWriter.stop(block, events::add));
        open.clear();
        block(words, events);
        return events;
    }

    private void block(String words, List<SseEvent> events) {
        var block = next++;
        AnthropicPartWriter.start(block, json -> json.member("type", "text").member("text", ""), events::add);
        AnthropicPartWriter.delta(block, "text_delta", "text", words, events::add);
        AnthropicPartWriter.stop(block, events::add);
    }

    @Override
    public Optional<SseEvent> afterwards(SseEvent event, Optional<ReplyFrame> frame) {
        if (AnthropicMessages.FORMAT.isEnd(event)) {
            return Optional.of(event);
        }
        return frame.filter(this::endsAnswer).map(last -> {
            stopped = true;
            return refused(event, last);
        });
    }

    private static SseEvent refused(SseEvent event, ReplyFrame last) {
        var index = last.index();
        var edits = new Edits();
        refuse(index, index.member(0, "delta"), edits);
        return event.withData(edits.applyTo(index.bytes(), event.dataStart(), event.dataEnd()));
    }

    private static void refuse(JsonIndex index, int holder, Edits edits) {
        put(index, index.member(holder, "stop_reason"), REFUSAL, edits);
        put(index, index.member(holder, "stop_sequence"), NULL, edits);
    }

    /** A string's node lies between its quotes. */
    private static void put(JsonIndex index, int node, byte[] value, Edits edits) {
        if (node >= 0) {
            var quote = index.is(node, JsonIndex.STRING) ? 1 : 0;
            edits.replace(index.start(node) - quote, index.end(node) + quote, value);
        }
    }

    @Override
    public List<SseEvent> end() {
        if (stopped) {
            return List.of();
        }
        var json = new JsonWriter().openObject().member("type", "message_delta").name("delta");
        json.openObject()
                .member("stop_reason", "refusal")
                .name("stop_sequence")
                .nothing()
                .closeObject();
        json.name("usage").openObject().member("output_tokens", 0).closeObject();
        return List.of(SseEvent.of("message_delta", json.closeObject().toString()));
    }

    @Override
    public byte[] whole(ReplyFrame whole, String before, String after) {
        var index = whole.index();
        var edits = new Edits();
        var texts = texts(index);
        for (var i = 0; i < texts.size(); i++) {
            var first = i == 0 ? before : "";
            var last = i == texts.size() - 1 ? after : "";
            var node = texts.get(i);
            if (!first.isEmpty() || !last.isEmpty()) {
                var text = AddedWords.joined(first, index.text(node), last);
                edits.replace(index.start(node), index.end(node), JsonText.encode(text));
            }
        }
        return edits.applyTo(index.bytes());
    }

    private static List<Integer> texts(JsonIndex index) {
        var texts = new ArrayList<Integer>();
        var content = index.member(0, "content");
        for (var block = content + 1; content >= 0 && block < index.next(content); block = index.next(block)) {
            var text = index.is(block, JsonIndex.OBJECT) ? index.member(block, "text") : -1;
            if (text >= 0 && AnthropicMessage.text(index, block, "type").equals("text")) {
                texts.add(text);
            }
        }
        return texts;
    }

    @Override
    public byte[] wholeInstead(byte[] whole, String words, String guard) throws JsonException {
        var index = JsonIndex.of(whole);
        var json = new JsonWriter(512).openObject();
        for (var name : List.of("id", "type", "role", "model")) {
            OpenAiAddedWords.copy(index, name, json);
        }
        json.name("content").openArray().openObject().member("type", "text").member("text", words);
        json.closeObject()
                .closeArray()
                .member("stop_reason", "refusal")
                .name("stop_sequence")
                .nothing();
        OpenAiAddedWords.copy(index, "usage", json);
        OpenAiAddedWords.blocked(json, guard);
        return json.closeObject().bytes();
    }
}
