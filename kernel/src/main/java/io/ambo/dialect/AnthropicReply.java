package io.ambo.dialect;

import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonWriter;
import io.ambo.wire.SseEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Turns a reply of Anthropic's Messages into chat completion chunks, or into one chat completion. Kinds of events and
 * blocks that it does not know are passed over, as the format asks of its readers.
 */
final class AnthropicReply implements ReplyTranslator {

    /** A call of a tool that is being told; {@code input} is what it is when no fragment follows. */
    private record Call(int number, String input) {}

    private static final String DONE = "[DONE]";

    /** Calls of tools in one reply at most. */
    private static final int MOST_CALLS = 1024;

    private final long created;
    private final String answerTool;
    private final AnthropicUsage usage = new AnthropicUsage();
    /** Calls by the index of their block, as long as no fragment of their arguments came. */
    private final Map<Long, Call> bare = new HashMap<>();

    private final Map<Long, Integer> numbers = new HashMap<>();
    /** What stands for a number where the input of a call is the answer. */
    private static final int ANSWER = -1;

    private int calls;
    private boolean answered;
    private String id = "";
    private String model = "";
    private boolean started;
    private boolean finished;
    private boolean ended;

    /**
     * For one reply.
     *
     * @param answerTool the tool whose input is the answer, or {@link AnswerTool#NONE}
     */
    AnthropicReply(long created, String answerTool) {
        this.created = created;
        this.answerTool = answerTool;
    }

    @Override
    public void event(SseEvent event, Consumer<SseEvent> out) throws JsonException {
        if (ended || event.isDone()) {
            return;
        }
        var index = JsonIndex.of(event.bytes(), event.dataStart(), event.dataEnd());
        switch (AnthropicMessage.text(index, 0, "type")) {
            case "message_start" -> start(index, index.member(0, "message"), out);
            case "content_block_start" -> blockStart(index, out);
            case "content_block_delta" -> blockDelta(index, out);
            case "content_block_stop" -> blockStop(index, out);
            case "message_delta" -> messageDelta(index, out);
            case "message_stop" -> stop(out);
            case "error" -> out.accept(SseEvent.of(AnthropicMessage.error(index, index.member(0, "error"))));
            default -> {
                // ping, and what the format may add later
            }
        }
    }

    @Override
    public byte[] whole(byte[] body) throws JsonException {
        ended = true;
        return new AnthropicMessage(JsonIndex.of(body), created, answerTool).write();
    }

    @Override
    public boolean ended() {
        return ended;
    }

    private void start(JsonIndex index, int message, Consumer<SseEvent> out) throws JsonException {
        var its = AnthropicMessage.text(index, message, "id");
        if (started && !its.equals(id)) {
            // a proxy that retried in mid-stream: the halves of two answers are none
            throw new JsonException(JsonException.Fault.TRAILING_BYTES, index.start(0));
        }
        started = true;
        id = its;
        model = AnthropicMessage.text(index, message, "model");
        usage.read(index, message < 0 ? -1 : index.member(message, "usage"));
        delta(out, json -> json.member("role", "assistant"));
    }

    private void blockStart(JsonIndex index, Consumer<SseEvent> out) throws JsonException {
        var block = index.member(0, "content_block");
        switch (AnthropicMessage.text(index, block, "type")) {
            case "text" -> text(AnthropicMessage.text(index, block, "text"), "content", out);
            case "thinking" -> text(AnthropicMessage.text(index, block, "thinking"), "reasoning_content", out);
            case "tool_use" -> callStart(index, block, out);
            default -> {
                // what the format may add later, and what only its issuer can read
            }
        }
    }

    private void callStart(JsonIndex index, int block, Consumer<SseEvent> out) throws JsonException {
        if (numbers.size() == MOST_CALLS) {
            throw new JsonException(JsonException.Fault.TOO_MANY_VALUES, index.start(0));
        }
        var input = index.member(block, "input");
        var place = index.number(index.member(0, "index"), 0);
        if (AnthropicMessage.answers(index, block, answerTool)) {
            if (!answered) {
                answered = true;
                numbers.put(place, ANSWER);
                bare.put(place, new Call(ANSWER, input < 0 ? "{}" : index.raw(input)));
            }
            return;
        }
        var call = new Call(calls++, input < 0 ? "{}" : index.raw(input));
        numbers.put(place, call.number());
        bare.put(place, call);
        delta(out, json -> {
            json.name("tool_calls").openArray().openObject().member("index", call.number());
            json.member("id", AnthropicMessage.text(index, block, "id")).member("type", "function");
            json.name("function").openObject().member("name", AnthropicMessage.text(index, block, "name"));
            json.member("arguments", "").closeObject().closeObject().closeArray();
        });
    }

    private void blockDelta(JsonIndex index, Consumer<SseEvent> out) {
        var delta = index.member(0, "delta");
        switch (AnthropicMessage.text(index, delta, "type")) {
            case "text_delta" -> text(AnthropicMessage.text(index, delta, "text"), "content", out);
            case "thinking_delta" -> text(AnthropicMessage.text(index, delta, "thinking"), "reasoning_content", out);
            case "input_json_delta" -> fragment(index, AnthropicMessage.text(index, delta, "partial_json"), out);
            default -> {
                // signatures and citations have no counterpart
            }
        }
    }

    private void fragment(JsonIndex index, String json, Consumer<SseEvent> out) {
        var place = index.number(index.member(0, "index"), 0);
        var number = numbers.get(place);
        if (number != null && !json.isEmpty()) {
            bare.remove(place);
            arguments(number, json, out);
        }
    }

    private void blockStop(JsonIndex index, Consumer<SseEvent> out) {
        var call = bare.remove(index.number(index.member(0, "index"), 0));
        if (call != null) {
            arguments(call.number(), call.input(), out);
        }
    }

    private void messageDelta(JsonIndex index, Consumer<SseEvent> out) {
        usage.read(index, index.member(0, "usage"));
        var reason = AnthropicMessage.text(index, index.member(0, "delta"), "stop_reason");
        if (!reason.isEmpty() && !finished) {
            finished = true;
            bare.values().forEach(call -> arguments(call.number(), call.input(), out));
            bare.clear();
            chunk(out, json -> {
                json.openObject().member("index", 0).name("delta").openObject().closeObject();
                json.member("finish_reason", AnthropicMessage.finishReason(reason, answered && calls == 0))
                        .closeObject();
            });
        }
    }

    private void stop(Consumer<SseEvent> out) {
        ended = true;
        if (usage.counted()) {
            var json = head();
            json.closeArray();
            usage.write(json);
            out.accept(SseEvent.of(json.closeObject().toString()));
        }
        out.accept(SseEvent.of(DONE));
    }

    private void arguments(int number, String fragment, Consumer<SseEvent> out) {
        if (number == ANSWER) {
            text(fragment, "content", out);
            return;
        }
        delta(out, json -> {
            json.name("tool_calls").openArray().openObject().member("index", number);
            json.name("function").openObject().member("arguments", fragment);
            json.closeObject().closeObject().closeArray();
        });
    }

    private void text(String text, String member, Consumer<SseEvent> out) {
        if (!text.isEmpty()) {
            delta(out, json -> json.member(member, text));
        }
    }

    private void delta(Consumer<SseEvent> out, Consumer<JsonWriter> members) {
        chunk(out, json -> {
            json.openObject().member("index", 0).name("delta").openObject();
            members.accept(json);
            json.closeObject().name("finish_reason").nothing().closeObject();
        });
    }

    private void chunk(Consumer<SseEvent> out, Consumer<JsonWriter> choice) {
        var json = head();
        choice.accept(json);
        out.accept(SseEvent.of(json.closeArray().closeObject().toString()));
    }

    private JsonWriter head() {
        var json = new JsonWriter().openObject().member("id", id).member("object", "chat.completion.chunk");
        return json.member("created", created)
                .member("model", model)
                .name("choices")
                .openArray();
    }
}
