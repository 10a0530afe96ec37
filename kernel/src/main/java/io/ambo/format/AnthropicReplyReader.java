package io.ambo.format;

import io.ambo.format.ReplyFrame.ContentStream;
import io.ambo.format.ReplyFrame.Form;
import io.ambo.format.ReplyFrame.Piece;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonWriter;
import io.ambo.wire.SseEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds texts, counts and the end in a reply of Anthropic's format. Each block of a message is a group of its own; what
 * stands beside a block's text (citations, names, results of tools that the provider runs) comes whole.
 */
final class AnthropicReplyReader implements ReplyReader {

    /** Blocks of one message at most. */
    static final int MOST_BLOCKS = 1024;

    private static final KnownNames CALLS = KnownNames.of("tool_use", "server_tool_use", "mcp_tool_use");

    /** The group of what belongs to no block; its end is that of the message. */
    private static final int MESSAGE = -1;

    /** Members whose strings are words of the format, data, or readable by their issuer alone. */
    private static final KnownNames NOT_TEXT = KnownNames.of(
            "id",
            "type",
            "role",
            "model",
            "stop_reason",
            "tool_use_id",
            "data",
            "signature",
            "encrypted_content",
            "encrypted_index",
            "media_type",
            "service_tier");

    private final AnthropicUsage usage = new AnthropicUsage();
    private final Set<Integer> blocks = new HashSet<>();
    /** Blocks that call a tool. */
    private final Set<Integer> calls = new HashSet<>();

    private String id = "";
    private boolean begun;
    private boolean ended;

    @Override
    public Optional<ReplyFrame> event(SseEvent event) throws JsonException {
        if (event.isDone()) {
            return Optional.empty();
        }
        var index = JsonIndex.of(event.bytes(), event.dataStart(), event.dataEnd());
        var reading = new Reading(index);
        var block = (int) index.number(index.member(0, "index"), 0);
        switch (AnthropicMessage.text(index, 0, "type")) {
            case "message_start" -> start(reading, index.member(0, "message"));
            case "content_block_start" -> begin(reading, index.member(0, "content_block"), open(block, index));
            case "content_block_delta" -> delta(reading, index.member(0, "delta"), open(block, index));
            case "content_block_stop" -> reading.finished.add(block);
            case "message_delta" -> messageDelta(reading);
            case "message_stop" -> {
                ended = true;
                return Optional.empty();
            }
            case "error" -> reading.error = true;
            default -> {
                // ping, and what the format may add later
                return Optional.empty();
            }
        }
        return Optional.of(reading.frame());
    }

    private void begin(Reading reading, int value, int block) {
        if (value >= 0 && reading.isCall(value)) {
            calls.add(block);
        }
        reading.strings(value, block);
    }

    private int open(int block, JsonIndex index) throws JsonException {
        if (blocks.add(block) && blocks.size() > MOST_BLOCKS) {
            throw new JsonException(JsonException.Fault.TOO_MANY_VALUES, index.start(0));
        }
        return block;
    }

    /** A second message with another id comes from a proxy that tried again: the halves of two answers are none. */
    private void start(Reading reading, int message) throws JsonException {
        var its = AnthropicMessage.text(reading.index, message, "id");
        if (begun && !its.equals(id)) {
            throw new JsonException(JsonException.Fault.TRAILING_BYTES, reading.index.start(0));
        }
        begun = true;
        id = its;
        usage.read(reading.index, message < 0 ? -1 : reading.index.member(message, "usage"));
        var content = message < 0 ? -1 : reading.index.member(message, "content");
        reading.strings(content, MESSAGE);
        stopped(reading, message);
    }

    private void delta(Reading reading, int delta, int block) {
        switch (AnthropicMessage.text(reading.index, delta, "type")) {
            case "text_delta" -> reading.piece(delta, "text", block, Form.TEXT);
            case "thinking_delta" -> reading.piece(delta, "thinking", block, Form.TEXT);
            case "input_json_delta" -> reading.piece(delta, "partial_json", block, Form.INSIDE_JSON);
            default -> reading.strings(delta, block);
        }
    }

    private void messageDelta(Reading reading) {
        usage.read(reading.index, reading.index.member(0, "usage"));
        stopped(reading, reading.index.member(0, "delta"));
    }

    private void stopped(Reading reading, int holder) {
        if (!AnthropicMessage.text(reading.index, holder, "stop_reason").isEmpty()) {
            reading.finished.add(MESSAGE);
            reading.piece(holder, "stop_sequence", MESSAGE, Form.WHOLE);
        }
    }

    @Override
    public ReplyFrame whole(byte[] body) throws JsonException {
        var index = JsonIndex.of(body);
        var reading = new Reading(index);
        ended = true;
        usage.read(index, index.member(0, "usage"));
        reading.error = AnthropicMessage.text(index, 0, "type").equals("error");
        reading.strings(index.member(0, "content"), MESSAGE);
        stopped(reading, 0);
        return reading.frame();
    }

    @Override
    public boolean isAnswer(ReplyFrame whole) {
        var content = whole.index().member(0, "content");
        return content >= 0 && whole.index().is(content, JsonIndex.ARRAY);
    }

    @Override
    public Continuation beside(ReplyFrame frame) {
        return AnthropicReplyReader::more;
    }

    /** An event that carries further text of a channel. */
    static SseEvent more(ContentStream channel, String text) {
        var json = new JsonWriter().openObject().member("type", "content_block_delta");
        json.member("index", channel.group()).name("delta").openObject();
        json.member(
                "type",
                switch (channel.field()) {
                    case "thinking" -> "thinking_delta";
                    case "partial_json" -> "input_json_delta";
                    default -> "text_delta";
                });
        json.member(channel.field(), text).closeObject().closeObject();
        return SseEvent.of("content_block_delta", json.toString());
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public boolean isWhole() {
        return ended;
    }

    /** What one event or one whole reply says. */
    private final class Reading {

        private final JsonIndex index;
        private final List<Piece> pieces = new ArrayList<>();
        private final Set<Integer> finished = new HashSet<>();
        private boolean error;

        Reading(JsonIndex index) {
            this.index = index;
        }

        ReplyFrame frame() {
            return new ReplyFrame(index, pieces, finished, List.of(), usage.usage(), false, error);
        }

        void piece(int object, String name, int group, Form form) {
            var node = object < 0 ? -1 : index.member(object, name);
            if (node >= 0 && index.is(node, JsonIndex.STRING)) {
                var tool = calls.contains(group) ? group : -1;
                pieces.add(new Piece(new ContentStream(group, tool, name, form), node));
            }
        }

        private String field(int name, int block, int tool) {
            if (name >= 0 && index.named(name, "thinking")) {
                return "thinking";
            }
            var isName = tool >= 0 && name >= 0 && name == index.member(block, "name") - 1;
            return isName ? "name" : "text";
        }

        /** Whether a block calls a tool. */
        boolean isCall(int block) {
            var type = index.is(block, JsonIndex.OBJECT) ? index.member(block, "type") : -1;
            return type >= 0 && index.is(type, JsonIndex.STRING) && CALLS.contains(index, type);
        }

        /** Every text in a value, or in each block of a list. */
        void strings(int value, int group) {
            if (value < 0) {
                return;
            }
            if (!index.is(value, JsonIndex.ARRAY)) {
                strings(value, group, isCall(value) ? group : -1);
                return;
            }
            var place = 0;
            for (var block = value + 1; block < index.next(value); block = index.next(block)) {
                strings(block, group, isCall(block) ? place : -1);
                place++;
            }
        }

        /** Every text in a block. Its own goes on in later events, any other comes whole. */
        private void strings(int value, int group, int tool) {
            var isBlock = group != MESSAGE && index.is(value, JsonIndex.OBJECT);
            var text = isBlock ? index.member(value, "text") : -1;
            var thinking = isBlock ? index.member(value, "thinking") : -1;
            for (var n = value; n < index.next(value); n++) {
                var name = n > 0 && index.is(n - 1, JsonIndex.NAME) ? n - 1 : -1;
                if (index.is(n, JsonIndex.STRING) && (name < 0 || !NOT_TEXT.contains(index, name))) {
                    var form = n == text || n == thinking ? Form.TEXT : Form.WHOLE;
                    pieces.add(new Piece(new ContentStream(group, tool, field(name, value, tool), form), n));
                }
            }
        }
    }
}
