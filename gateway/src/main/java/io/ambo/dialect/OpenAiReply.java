package io.ambo.dialect;

import io.ambo.core.Usage;
import io.ambo.dialect.ReplyFrame.Channel;
import io.ambo.dialect.ReplyFrame.Piece;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a reply in the callers' dialect says: a chunk of a stream or a whole completion. */
public final class OpenAiReply {

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
            "encrypted_content");

    private static final String ELEMENT = "[]";

    private final JsonIndex index;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Integer> finished = new ArrayList<>();
    private final List<Integer> offsets = new ArrayList<>();

    private OpenAiReply(JsonIndex index) {
        this.index = index;
    }

    public static ReplyFrame read(JsonIndex index) {
        return new OpenAiReply(index).frame();
    }

    /** An event that carries further text of a channel, with the identity of the chunk it stands beside. */
    public static String continuation(JsonIndex like, Channel channel, String text) {
        var json = new JsonWriter().openObject();
        for (var name : List.of("id", "object", "created", "model")) {
            var node = like.member(0, name);
            if (node >= 0) {
                json.name(name).raw(like.raw(node));
            }
        }
        json.name("choices").openArray().openObject().member("index", channel.choice());
        json.name("delta").openObject();
        if (channel.tool() >= 0) {
            json.name("tool_calls").openArray().openObject().member("index", channel.tool());
        }
        member(json, channel.field(), text);
        if (channel.tool() >= 0) {
            json.closeObject().closeArray();
        }
        json.closeObject().name("finish_reason").nothing();
        return json.closeObject().closeArray().closeObject().toString();
    }

    /** A member at a path such as {@code function.arguments}, in the objects and arrays that the path goes through. */
    private static void member(JsonWriter json, String path, String text) {
        var dot = path.indexOf('.');
        var step = dot < 0 ? path : path.substring(0, dot);
        var inArray = step.endsWith(ELEMENT);
        json.name(inArray ? step.substring(0, step.length() - ELEMENT.length()) : step);
        if (inArray) {
            json.openArray();
        }
        if (dot < 0) {
            json.string(text);
        } else {
            json.openObject();
            member(json, path.substring(dot + 1), text);
            json.closeObject();
        }
        if (inArray) {
            json.closeArray();
        }
    }

    private ReplyFrame frame() {
        var choices = index.member(0, "choices");
        var usage = usage(index.member(0, "usage"));
        var error = index.member(0, "error") >= 0 && !index.is(index.member(0, "error"), JsonIndex.NULL);
        var empty = choices < 0 || index.next(choices) == choices + 1;
        if (choices >= 0 && index.is(choices, JsonIndex.ARRAY)) {
            for (var c = choices + 1; c < index.next(choices); c = index.next(c)) {
                choice(c);
            }
        }
        return new ReplyFrame(index, pieces, finished, offsets, usage, usage.isPresent() && empty, error);
    }

    private void choice(int object) {
        if (!index.is(object, JsonIndex.OBJECT)) {
            return;
        }
        var number = (int) index.number(index.member(object, "index"), 0);
        for (var n = object + 1; n < index.next(object); n = index.next(n + 1)) {
            if (index.named(n, "delta") || index.named(n, "message")) {
                message(n + 1, number);
            } else if (index.named(n, "finish_reason") && index.is(n + 1, JsonIndex.STRING)) {
                finished.add(number);
            } else if (index.named(n, "logprobs") && !index.is(n + 1, JsonIndex.NULL)) {
                offsets.add(n + 1);
            }
        }
    }

    private void message(int message, int choice) {
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

    private void calls(int array, int choice) {
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

    private void members(int object, int choice, int tool, String path) {
        for (var n = object + 1; index.is(object, JsonIndex.OBJECT) && n < index.next(object); n = index.next(n + 1)) {
            member(n, choice, tool, path);
        }
    }

    private void member(int name, int choice, int tool, String path) {
        if (!NOT_TEXT.contains(index, name)) {
            texts(name + 1, choice, tool, path.isEmpty() ? index.text(name) : path + "." + index.text(name));
        }
    }

    /** Every text in a value, with the path that leads to it. */
    private void texts(int value, int choice, int tool, String path) {
        switch (index.type(value)) {
            case JsonIndex.STRING -> pieces.add(new Piece(new Channel(choice, tool, path), value));
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

    private Optional<Usage> usage(int node) {
        if (node < 0 || !index.is(node, JsonIndex.OBJECT)) {
            return Optional.empty();
        }
        var prompt = count(node, "prompt_tokens");
        var completion = count(node, "completion_tokens");
        var cached = Math.min(prompt, inside(node, "prompt_tokens_details", "cached_tokens"));
        var written = Math.min(prompt - cached, inside(node, "prompt_tokens_details", "cache_write_tokens"));
        var told = inside(node, "completion_tokens_details", "reasoning_tokens");
        var beside = reasoningBeside(node, prompt + completion, told);
        var reasoning = beside ? told : Math.min(completion, told);
        var output = beside ? completion : completion - reasoning;
        return Optional.of(new Usage(prompt - cached - written, cached, written, output, reasoning, false));
    }

    /** Whether reasoning is not counted among the completion's tokens, as the total shows; some providers do so. */
    private boolean reasoningBeside(int usage, long sum, long reasoning) {
        return reasoning > 0 && count(usage, "total_tokens") == sum + reasoning;
    }

    private long inside(int usage, String details, String name) {
        var node = index.member(usage, details);
        return node < 0 ? 0 : count(node, name);
    }

    private long count(int object, String name) {
        return Math.max(0, index.number(index.member(object, name), 0));
    }
}
