package io.ambo.format;

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
import io.ambo.wire.SseEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads a reply of Anthropic's Messages into parts. Kinds of events and blocks that it does not know are passed over, as
 * the format asks of its readers.
 */
final class AnthropicPartReader implements ReplyPartReader {

    /** A call of a tool that is being told; {@code input} is what it is when no fragment follows. */
    private record Call(int number, String input) {}

    /** What stands for a number where the input of a call is the answer. */
    private static final int ANSWER = -1;

    private final String answerTool;
    private final AnthropicUsage usage = new AnthropicUsage();
    /** Calls by the index of their block, as long as no fragment of their arguments came. */
    private final Map<Long, Call> bare = new HashMap<>();

    private final Map<Long, Integer> numbers = new HashMap<>();
    private int calls;
    private boolean answered;
    private boolean finished;

    /** {@code answerTool} is the tool whose input is the answer, or {@link AnswerTool#NONE}. */
    AnthropicPartReader(String answerTool) {
        this.answerTool = answerTool;
    }

    @Override
    public void event(SseEvent event, Consumer<ReplyPart> out) throws JsonException {
        if (event.isDone()) {
            return;
        }
        var index = JsonIndex.of(event.bytes(), event.dataStart(), event.dataEnd());
        switch (AnthropicMessage.text(index, 0, "type")) {
            case "message_start" -> start(index, index.member(0, "message"), out);
            case "content_block_start" -> blockStart(index, out);
            case "content_block_delta" -> blockDelta(index, out);
            case "content_block_stop" -> blockStop(index, out);
            case "message_delta" -> messageDelta(index, out);
            default -> {
                // ping, the end, and what the format may add later
            }
        }
    }

    private void start(JsonIndex index, int message, Consumer<ReplyPart> out) {
        out.accept(
                new Begin(AnthropicMessage.text(index, message, "id"), AnthropicMessage.text(index, message, "model")));
        usage.read(index, message < 0 ? -1 : index.member(message, "usage"));
    }

    private void blockStart(JsonIndex index, Consumer<ReplyPart> out) {
        var block = index.member(0, "content_block");
        switch (AnthropicMessage.text(index, block, "type")) {
            case "text" -> text(AnthropicMessage.text(index, block, "text"), out);
            case "thinking" -> thinking(AnthropicMessage.text(index, block, "thinking"), out);
            case "tool_use" -> callStart(index, block, out);
            default -> {
                // what the format may add later, and what only its issuer can read
            }
        }
    }

    private void callStart(JsonIndex index, int block, Consumer<ReplyPart> out) {
        var number = number(index, block);
        if (number < ANSWER) {
            return;
        }
        var input = index.member(block, "input");
        var place = index.number(index.member(0, "index"), 0);
        numbers.put(place, number);
        bare.put(place, new Call(number, input < 0 ? "{}" : index.raw(input)));
        if (number != ANSWER) {
            out.accept(begin(index, block, number));
        }
    }

    /** Of calls of the answer's tool the first is the answer, and others are nothing. */
    private int number(JsonIndex index, int block) {
        if (answerTool.isEmpty() || !AnthropicMessage.text(index, block, "name").equals(answerTool)) {
            return calls++;
        }
        if (answered) {
            return ANSWER - 1;
        }
        answered = true;
        return ANSWER;
    }

    private static ReplyPart input(int number, String json) {
        return number == ANSWER ? new Text(json) : new CallInput(number, json);
    }

    private static CallBegin begin(JsonIndex index, int block, int number) {
        return new CallBegin(
                number, AnthropicMessage.text(index, block, "id"), AnthropicMessage.text(index, block, "name"));
    }

    private void blockDelta(JsonIndex index, Consumer<ReplyPart> out) {
        var delta = index.member(0, "delta");
        switch (AnthropicMessage.text(index, delta, "type")) {
            case "text_delta" -> text(AnthropicMessage.text(index, delta, "text"), out);
            case "thinking_delta" -> thinking(AnthropicMessage.text(index, delta, "thinking"), out);
            case "input_json_delta" -> fragment(index, AnthropicMessage.text(index, delta, "partial_json"), out);
            default -> {
                // signatures and citations have no counterpart
            }
        }
    }

    private void fragment(JsonIndex index, String json, Consumer<ReplyPart> out) {
        var place = index.number(index.member(0, "index"), 0);
        var number = numbers.get(place);
        if (number != null && !json.isEmpty()) {
            bare.remove(place);
            out.accept(input(number, json));
        }
    }

    private void blockStop(JsonIndex index, Consumer<ReplyPart> out) {
        var call = bare.remove(index.number(index.member(0, "index"), 0));
        if (call != null) {
            out.accept(input(call.number(), call.input()));
        }
    }

    private void messageDelta(JsonIndex index, Consumer<ReplyPart> out) {
        usage.read(index, index.member(0, "usage"));
        finish(index, index.member(0, "delta"), out);
    }

    private void finish(JsonIndex index, int holder, Consumer<ReplyPart> out) {
        var reason = AnthropicMessage.text(index, holder, "stop_reason");
        if (!reason.isEmpty() && !finished) {
            finished = true;
            bare.values().forEach(call -> out.accept(input(call.number(), call.input())));
            bare.clear();
            var end = answered && calls == 0 && end(reason) == End.CALLS ? End.STOP : end(reason);
            out.accept(new Finish(end, AnthropicMessage.text(index, holder, "stop_sequence")));
        }
    }

    /** A reason that Anthropic may add later counts as an ordinary end. */
    private static End end(String stopReason) {
        return switch (stopReason) {
            case "max_tokens", "model_context_window_exceeded" -> End.LENGTH;
            case "tool_use" -> End.CALLS;
            case "refusal" -> End.REFUSED;
            default -> End.STOP;
        };
    }

    private static void text(String text, Consumer<ReplyPart> out) {
        if (!text.isEmpty()) {
            out.accept(new Text(text));
        }
    }

    private static void thinking(String text, Consumer<ReplyPart> out) {
        if (!text.isEmpty()) {
            out.accept(new Thinking(text));
        }
    }

    @Override
    public void end(Consumer<ReplyPart> out) {
        usage.usage().ifPresent(counted -> out.accept(new Counts(counted)));
    }

    @Override
    public void whole(byte[] body, Consumer<ReplyPart> out) throws JsonException {
        var index = JsonIndex.of(body);
        start(index, 0, out);
        var content = index.member(0, "content");
        for (var block = content + 1; content >= 0 && block < index.next(content); block = index.next(block)) {
            block(index, block, out);
        }
        finish(index, 0, out);
        end(out);
    }

    private void block(JsonIndex index, int block, Consumer<ReplyPart> out) {
        switch (AnthropicMessage.text(index, block, "type")) {
            case "text" -> text(AnthropicMessage.text(index, block, "text"), out);
            case "thinking" -> thinking(AnthropicMessage.text(index, block, "thinking"), out);
            case "tool_use" -> wholeCall(index, block, out);
            default -> {
                // what the format may add later, and what only its issuer can read
            }
        }
    }

    private void wholeCall(JsonIndex index, int block, Consumer<ReplyPart> out) {
        var number = number(index, block);
        if (number < ANSWER) {
            return;
        }
        if (number != ANSWER) {
            out.accept(begin(index, block, number));
        }
        var input = index.member(block, "input");
        out.accept(input(number, input < 0 ? "{}" : index.raw(input)));
    }
}
