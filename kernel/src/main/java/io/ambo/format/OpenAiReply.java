package io.ambo.format;

import io.ambo.format.ReplyFrame.ContentStream;
import io.ambo.format.ReplyFrame.Piece;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads what a reply in OpenAI's format says: a chunk of a stream or a whole completion. */
final class OpenAiReply {

    /** Members whose strings are words of the format, data, or readable by their issuer alone. */
    private static final KnownNames NOT_TEXT = KnownNames.of(
            "id",
            "type",
            "role",
            "object",
            "finish_reason",
            "data",
            "signature",
            "thought_signature",
            "thoughtSignature",
            "encrypted_content");

    static final String ELEMENT = "[]";

    /** The longest path to a text; a reply that makes longer ones would cost their length for each of its texts. */
    private static final int LONGEST_PATH = 512;

    private final JsonIndex index;
    private final List<Piece> pieces = new ArrayList<>();
    private final Set<Integer> finished = new LinkedHashSet<>();
    private final List<Integer> offsets = new ArrayList<>();

    private OpenAiReply(JsonIndex index) {
        this.index = index;
    }

    /**
     * What a chunk or a completion says.
     *
     * @throws JsonException a text lies behind names of absurd length
     */
    static ReplyFrame read(JsonIndex index) throws JsonException {
        return new OpenAiReply(index).frame();
    }

    /** Whether a whole chat completion has a message in it, though there may be nothing in that. */
    static boolean hasMessage(JsonIndex index) {
        var choices = index.member(0, "choices");
        if (choices < 0 || !index.is(choices, JsonIndex.ARRAY)) {
            return false;
        }
        for (var c = choices + 1; c < index.next(choices); c = index.next(c)) {
            var message = index.member(c, "message");
            if (message >= 0 && index.is(message, JsonIndex.OBJECT)) {
                return true;
            }
        }
        return false;
    }

    private ReplyFrame frame() throws JsonException {
        var top = OpenAiTop.of(index);
        var choices = top.choices();
        var empty = choices < 0 || index.next(choices) == choices + 1;
        if (choices >= 0 && index.is(choices, JsonIndex.ARRAY)) {
            for (var c = choices + 1; c < index.next(choices); c = index.next(c)) {
                choice(c);
            }
        }
        var usage = new OpenAiUsage(index, top);
        return new ReplyFrame(index, pieces, finished, offsets, usage.read(), usage.isTold() && empty, error(top));
    }

    /** In OpenAI's shape, or in that of vLLM's earlier versions, whose error is the whole object. */
    private boolean error(OpenAiTop top) {
        var object = top.object();
        return saysSomething(top.error())
                || object >= 0 && index.is(object, JsonIndex.STRING) && index.named(object, "error");
    }

    /** Whether a member is there and has a value; an empty one is how some servers write that there is none. */
    private boolean saysSomething(int value) {
        return value >= 0
                && switch (index.type(value)) {
                    case JsonIndex.NULL, JsonIndex.FALSE -> false;
                    case JsonIndex.STRING -> !index.text(value).isBlank();
                    case JsonIndex.OBJECT, JsonIndex.ARRAY -> index.next(value) > value + 1;
                    default -> true;
                };
    }

    /** A choice that goes on may say so by an empty word, or by the word for nothing. */
    private boolean isReason(int value) {
        return index.is(value, JsonIndex.STRING) && saysSomething(value) && !index.named(value, "null");
    }

    private void choice(int object) throws JsonException {
        if (!index.is(object, JsonIndex.OBJECT)) {
            return;
        }
        var number = (int) index.number(index.member(object, "index"), 0);
        for (var n = object + 1; n < index.next(object); n = index.next(n + 1)) {
            if (index.named(n, "delta") || index.named(n, "message")) {
                message(n + 1, number);
            } else if (index.named(n, "finish_reason") && isReason(n + 1)) {
                finished.add(number);
            } else if (index.named(n, "logprobs") && saysSomething(n + 1)) {
                offsets.add(n + 1);
            }
        }
    }

    private void message(int message, int choice) throws JsonException {
        if (!index.is(message, JsonIndex.OBJECT)) {
            return;
        }
        for (var n = message + 1; n < index.next(message); n = index.next(n + 1)) {
            var value = n + 1;
            if (index.named(n, "tool_calls")) {
                calls(value, choice);
            } else if (!index.named(n, "annotations")) {
                member(n, choice, -1, "");
            } else if (index.next(value) > value + 1) {
                offsets.add(value);
            }
        }
    }

    private void calls(int array, int choice) throws JsonException {
        if (!index.is(array, JsonIndex.ARRAY)) {
            return;
        }
        var place = 0;
        for (var call = array + 1; call < index.next(array); call = index.next(call)) {
            var stated = index.is(call, JsonIndex.OBJECT) ? index.member(call, "index") : -1;
            members(call, choice, (int) index.number(stated, place), "");
            place++;
        }
    }

    private void members(int object, int choice, int tool, String path) throws JsonException {
        for (var n = object + 1; index.is(object, JsonIndex.OBJECT) && n < index.next(object); n = index.next(n + 1)) {
            member(n, choice, tool, path);
        }
    }

    private void member(int name, int choice, int tool, String path) throws JsonException {
        if (index.end(name) - index.start(name) + path.length() > LONGEST_PATH) {
            throw new JsonException(JsonException.Fault.TOO_DEEP, index.start(name));
        }
        if (!NOT_TEXT.contains(index, name)) {
            texts(name + 1, choice, tool, path.isEmpty() ? index.text(name) : path + "." + index.text(name));
        }
    }

    /** Every text in a value, with the path that leads to it. */
    private void texts(int value, int choice, int tool, String path) throws JsonException {
        switch (index.type(value)) {
            case JsonIndex.STRING -> pieces.add(new Piece(new ContentStream(choice, tool, path), value));
            case JsonIndex.OBJECT -> members(value, choice, tool, path);
            case JsonIndex.ARRAY -> {
                for (var e = value + 1; e < index.next(value); e = index.next(e)) {
                    texts(e, choice, tool, path + ELEMENT);
                }
            }
            default -> {
                // numbers and literals are no text
            }
        }
    }
}
