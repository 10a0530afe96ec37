package io.ambo.format;

import io.ambo.core.Usage;
import io.ambo.format.ReplyPart.Begin;
import io.ambo.format.ReplyPart.CallBegin;
import io.ambo.format.ReplyPart.CallInput;
import io.ambo.format.ReplyPart.Counts;
import io.ambo.format.ReplyPart.End;
import io.ambo.format.ReplyPart.Finish;
import io.ambo.format.ReplyPart.Text;
import io.ambo.format.ReplyPart.Thinking;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonWriter;
import io.ambo.wire.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes a reply as events of Anthropic's Messages, or as one message. A block of text or of thinking ends where another
 * begins; those of calls end with the message, for their fragments may come by turns.
 */
final class AnthropicPartWriter implements ReplyPartWriter {

    private static final String NO_ARGUMENTS = "{}";

    /** What a block that is open holds. */
    private enum Open {
        NOTHING,
        TEXT,
        THINKING
    }

    private final CollectedReply collected = new CollectedReply();
    private final Map<Integer, Integer> calls = new LinkedHashMap<>();
    private Open open = Open.NOTHING;
    private int blocks;
    private Optional<Finish> finish = Optional.empty();
    private Optional<Usage> usage = Optional.empty();

    @Override
    public void part(ReplyPart part, Consumer<SseEvent> out) {
        switch (part) {
            case Begin(var id, var model) -> begin(id, model, out);
            case Text(var text) -> words(Open.TEXT, text, out);
            case Thinking(var text) -> words(Open.THINKING, text, out);
            case CallBegin call -> call(call, out);
            case CallInput(var number, var json) -> {
                var block = calls.get(number);
                if (block != null) {
                    delta(block, "input_json_delta", "partial_json", json, out);
                }
            }
            case Finish ended -> finish = Optional.of(ended);
            case Counts(var counted) -> usage = Optional.of(counted);
        }
    }

    private static void begin(String id, String model, Consumer<SseEvent> out) {
        var json = new JsonWriter().openObject().member("type", "message_start").name("message");
        head(id, model, json).name("content").openArray().closeArray();
        json.name("stop_reason").nothing().name("stop_sequence").nothing();
        json.name("usage")
                .openObject()
                .member("input_tokens", 0)
                .member("output_tokens", 0)
                .closeObject();
        out.accept(SseEvent.of("message_start", json.closeObject().closeObject().toString()));
    }

    private static JsonWriter head(String id, String model, JsonWriter json) {
        return json.openObject()
                .member("id", id.isEmpty() ? "msg_ambo" : id)
                .member("type", "message")
                .member("role", "assistant")
                .member("model", model);
    }

    private void words(Open kind, String text, Consumer<SseEvent> out) {
        if (open != kind) {
            close(out);
            open = kind;
            start(
                    blocks++,
                    json -> {
                        if (kind == Open.TEXT) {
                            json.member("type", "text").member("text", "");
                        } else {
                            json.member("type", "thinking")
                                    .member("thinking", "")
                                    .member("signature", "");
                        }
                    },
                    out);
        }
        var isText = kind == Open.TEXT;
        delta(blocks - 1, isText ? "text_delta" : "thinking_delta", isText ? "text" : "thinking", text, out);
    }

    private void call(CallBegin call, Consumer<SseEvent> out) {
        close(out);
        calls.put(call.number(), blocks);
        start(
                blocks++,
                json -> json.member("type", "tool_use")
                        .member("id", identifier(call.id(), call.number()))
                        .member("name", call.name())
                        .name("input")
                        .raw(NO_ARGUMENTS),
                out);
    }

    /** Clients answer a call by its id, so one without gets one. */
    private static String identifier(String id, int number) {
        return id.isEmpty() ? "toolu_no_" + (number + 1) : id;
    }

    static void start(int block, Consumer<JsonWriter> members, Consumer<SseEvent> out) {
        var json = new JsonWriter()
                .openObject()
                .member("type", "content_block_start")
                .member("index", block);
        json.name("content_block").openObject();
        members.accept(json);
        out.accept(SseEvent.of(
                "content_block_start", json.closeObject().closeObject().toString()));
    }

    static void delta(int block, String type, String member, String text, Consumer<SseEvent> out) {
        var json = new JsonWriter()
                .openObject()
                .member("type", "content_block_delta")
                .member("index", block);
        json.name("delta").openObject().member("type", type).member(member, text);
        out.accept(SseEvent.of(
                "content_block_delta", json.closeObject().closeObject().toString()));
    }

    /** A block of words ends; it is the one that was begun last. */
    private void close(Consumer<SseEvent> out) {
        if (open != Open.NOTHING) {
            open = Open.NOTHING;
            stop(blocks - 1, out);
        }
    }

    static void stop(int block, Consumer<SseEvent> out) {
        var json = new JsonWriter()
                .openObject()
                .member("type", "content_block_stop")
                .member("index", block);
        out.accept(SseEvent.of("content_block_stop", json.closeObject().toString()));
    }

    @Override
    public void end(Consumer<SseEvent> out) {
        close(out);
        calls.values().forEach(block -> stop(block, out));
        var json = new JsonWriter()
                .openObject()
                .member("type", "message_delta")
                .name("delta")
                .openObject();
        stopped(finish, json);
        json.closeObject().name("usage");
        counts(usage, json);
        out.accept(SseEvent.of("message_delta", json.closeObject().toString()));
        out.accept(AnthropicMessages.STOP);
    }

    private static void stopped(Optional<Finish> finish, JsonWriter json) {
        var sequence = finish.filter(ended -> ended.end() == End.STOP)
                .map(Finish::stopSequence)
                .orElse("");
        json.name("stop_reason");
        finish.map(Finish::end)
                .map(end -> sequence.isEmpty() ? word(end) : "stop_sequence")
                .ifPresentOrElse(json::string, json::nothing);
        json.name("stop_sequence");
        if (sequence.isEmpty()) {
            json.nothing();
        } else {
            json.string(sequence);
        }
    }

    private static String word(End end) {
        return switch (end) {
            case STOP -> "end_turn";
            case LENGTH -> "max_tokens";
            case CALLS -> "tool_use";
            case REFUSED -> "refusal";
        };
    }

    private static void counts(Optional<Usage> usage, JsonWriter json) {
        var counted = usage.orElse(Usage.NONE);
        json.openObject().member("input_tokens", counted.input());
        json.member("cache_creation_input_tokens", counted.cacheWrite());
        json.member("cache_read_input_tokens", counted.cachedInput());
        json.member("output_tokens", counted.output() + counted.reasoning()).closeObject();
    }

    @Override
    public void collect(ReplyPart part) {
        collected.add(part);
    }

    @Override
    public byte[] whole() {
        var json = new JsonWriter(1024);
        head(collected.begin().id(), collected.begin().model(), json)
                .name("content")
                .openArray();
        if (!collected.thinking().isEmpty()) {
            json.openObject().member("type", "thinking").member("thinking", collected.thinking());
            json.member("signature", "").closeObject();
        }
        if (!collected.text().isEmpty()) {
            json.openObject()
                    .member("type", "text")
                    .member("text", collected.text())
                    .closeObject();
        }
        var number = 0;
        for (var call : collected.calls()) {
            json.openObject().member("type", "tool_use").member("id", identifier(call.id(), number++));
            json.member("name", call.name())
                    .name("input")
                    .raw(input(call.input()))
                    .closeObject();
        }
        json.closeArray();
        stopped(collected.finish(), json);
        json.name("usage");
        counts(collected.usage(), json);
        return json.closeObject().bytes();
    }

    /** The arguments as an object; what a model wrote instead of one is handed on as the text that it is. */
    private static String input(String arguments) {
        if (arguments.isBlank()) {
            return NO_ARGUMENTS;
        }
        try {
            if (JsonIndex.of(arguments.getBytes(StandardCharsets.UTF_8)).is(0, JsonIndex.OBJECT)) {
                return arguments;
            }
        } catch (JsonException e) {
            // handed on as text below
        }
        return new JsonWriter()
                .openObject()
                .member("arguments", arguments)
                .closeObject()
                .toString();
    }
}
