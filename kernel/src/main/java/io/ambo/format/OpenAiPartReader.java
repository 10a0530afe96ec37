package io.ambo.format;

import static io.ambo.format.AnthropicMessage.text;

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
import io.ambo.wire.SseEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the first answer of a reply in OpenAI's format into parts. */
final class OpenAiPartReader implements ReplyPartReader {

    private static final int MOST_CALLS = 1024;

    private final Set<Integer> calls = new HashSet<>();
    private boolean begun;
    private boolean finished;
    private Optional<Usage> usage = Optional.empty();

    @Override
    public void event(SseEvent event, Consumer<ReplyPart> out) throws JsonException {
        if (!event.isDone()) {
            read(JsonIndex.of(event.bytes(), event.dataStart(), event.dataEnd()), "delta", out);
        }
    }

    @Override
    public void whole(byte[] body, Consumer<ReplyPart> out) throws JsonException {
        read(JsonIndex.of(body), "message", out);
        end(out);
    }

    @Override
    public void end(Consumer<ReplyPart> out) {
        usage.ifPresent(counted -> out.accept(new Counts(counted)));
    }

    private void read(JsonIndex index, String message, Consumer<ReplyPart> out) throws JsonException {
        if (!begun) {
            begun = true;
            out.accept(new Begin(text(index, 0, "id"), text(index, 0, "model")));
        }
        new OpenAiUsage(index)
                .read()
                .filter(counted -> !counted.equals(Usage.NONE))
                .ifPresent(counted -> usage = Optional.of(counted));
        var choices = index.member(0, "choices");
        if (choices < 0 || !index.is(choices, JsonIndex.ARRAY)) {
            return;
        }
        for (var choice = choices + 1; choice < index.next(choices); choice = index.next(choice)) {
            if (index.is(choice, JsonIndex.OBJECT) && index.number(index.member(choice, "index"), 0) == 0) {
                choice(index, choice, message, out);
            }
        }
    }

    private void choice(JsonIndex index, int choice, String message, Consumer<ReplyPart> out) throws JsonException {
        var said = index.member(choice, message);
        if (said >= 0 && index.is(said, JsonIndex.OBJECT)) {
            message(index, said, out);
        }
        var reason = text(index, choice, "finish_reason");
        if (!reason.isBlank() && !reason.equals("null") && !finished) {
            finished = true;
            out.accept(new Finish(end(reason), text(index, choice, "stop_reason")));
        }
    }

    /** A call that some servers end with the word for an ordinary end is one all the same. */
    private End end(String reason) {
        return switch (reason) {
            case "length" -> End.LENGTH;
            case "tool_calls", "function_call" -> End.CALLS;
            case "content_filter" -> End.REFUSED;
            default -> calls.isEmpty() ? End.STOP : End.CALLS;
        };
    }

    private void message(JsonIndex index, int message, Consumer<ReplyPart> out) throws JsonException {
        for (var name : List.of("reasoning_content", "reasoning")) {
            var thought = text(index, message, name);
            if (!thought.isEmpty()) {
                out.accept(new Thinking(thought));
                break;
            }
        }
        for (var name : List.of("content", "refusal")) {
            var words = text(index, message, name);
            if (!words.isEmpty()) {
                out.accept(new Text(words));
            }
        }
        var array = index.member(message, "tool_calls");
        if (array >= 0 && index.is(array, JsonIndex.ARRAY)) {
            calls(index, array, out);
        }
    }

    private void calls(JsonIndex index, int array, Consumer<ReplyPart> out) throws JsonException {
        var place = 0;
        for (var call = array + 1; call < index.next(array); call = index.next(call)) {
            if (index.is(call, JsonIndex.OBJECT)) {
                call(index, call, (int) index.number(index.member(call, "index"), place), out);
            }
            place++;
        }
    }

    private void call(JsonIndex index, int call, int number, Consumer<ReplyPart> out) throws JsonException {
        var function = index.member(call, "function");
        if (function >= 0 && !index.is(function, JsonIndex.OBJECT)) {
            function = -1;
        }
        if (calls.add(number)) {
            if (calls.size() > MOST_CALLS) {
                throw new JsonException(JsonException.Fault.TOO_MANY_VALUES, index.start(call));
            }
            out.accept(new CallBegin(number, text(index, call, "id"), text(index, function, "name")));
        }
        var fragment = text(index, function, "arguments");
        if (!fragment.isEmpty()) {
            out.accept(new CallInput(number, fragment));
        }
    }
}
