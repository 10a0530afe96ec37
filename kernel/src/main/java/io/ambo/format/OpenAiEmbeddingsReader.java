package io.ambo.format;

import static io.ambo.format.Objections.path;
import static io.ambo.format.Objections.wrongType;

import io.ambo.core.Capability;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.wire.Body;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.Role;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Checks an OpenAI embeddings request, says of every text in it what it is, and takes from it what choosing needs; used
 * for one request.
 *
 * <p>An input that is a list of tokens is text that cannot be read here, so it counts as media.
 */
final class OpenAiEmbeddingsReader {

    /** As many as OpenAI takes: https://platform.openai.com/docs/api-reference/embeddings/create, read 2026-11-25. */
    private static final int MOST_INPUTS = 2048;

    /* A token is below it in every vocabulary; nothing that is looked for has so few digits. */
    private static final long FIRST_NUMBER_THAT_IS_NO_TOKEN = 10_000_000;

    private static final KnownNames NAMES =
            KnownNames.of("model", "input", "dimensions", "encoding_format", "user", "metadata");
    private static final KnownNames METADATA =
            KnownNames.of("user", "metadata", "safety_identifier", "prompt_cache_key");

    private final JsonIndex index;
    private final Labels labels;
    private long whole;
    private long longest;
    private long tokens;

    OpenAiEmbeddingsReader(JsonIndex index) {
        this.index = index;
        this.labels = new Labels(index, NAMES);
    }

    Request read() {
        var members = new TopMembers(index);
        var model = members.model();
        inputs(members.required("input"));
        members.positive("dimensions");
        var format = members.string("encoding_format");
        if (format >= 0 && !index.named(format, "float") && !index.named(format, "base64")) {
            throw wrongType(index, format, "request.type.encoding");
        }
        return new Request(
                OpenAiChat.FORMAT,
                Operation.EMBEDDINGS,
                body(),
                model,
                false,
                false,
                OptionalLong.of(0),
                1,
                Set.of(Capability.EMBEDDINGS),
                members.said(),
                new Portions(whole, longest, tokens));
    }

    private void inputs(int input) {
        if (index.is(input, JsonIndex.STRING)) {
            text(input);
        } else if (!index.is(input, JsonIndex.ARRAY)) {
            throw wrongType(index, input, "request.type.input");
        } else if (index.is(requireElement(input), JsonIndex.NUMBER)) {
            tokens(input);
        } else {
            list(input);
        }
    }

    private void list(int array) {
        var count = 0;
        var first = index.type(array + 1);
        for (var e = array + 1; e < index.next(array); e = index.next(e)) {
            if (++count > MOST_INPUTS) {
                throw Refusal.of(Reason.INVALID_MEMBER, "request.inputs-too-many", MOST_INPUTS)
                        .at("input");
            }
            if (index.type(e) != first) {
                throw wrongType(index, e, "request.type.input");
            }
            if (first == JsonIndex.STRING) {
                text(e);
            } else if (first == JsonIndex.ARRAY) {
                requireElement(e);
                tokens(e);
            } else {
                throw wrongType(index, e, "request.type.input");
            }
        }
    }

    private int requireElement(int array) {
        if (index.next(array) == array + 1) {
            throw empty(array);
        }
        return array + 1;
    }

    private Refusal empty(int node) {
        var path = path(index, node);
        return Refusal.of(Reason.INVALID_MEMBER, "request.input-empty", path).at(path);
    }

    private void text(int string) {
        var length = index.end(string) - index.start(string);
        if (length == 0) {
            throw empty(string);
        }
        labels.anything(string, Role.USER);
        portion(length);
    }

    private void tokens(int array) {
        var count = 0;
        for (var e = array + 1; e < index.next(array); e = index.next(e)) {
            var number = index.number(e, -1);
            if (number < 0 || number >= FIRST_NUMBER_THAT_IS_NO_TOKEN) {
                throw wrongType(index, e, "request.type.token");
            }
            count++;
        }
        labels.unread(array);
        tokens += count;
        portion(count);
    }

    private void portion(long length) {
        whole += length;
        longest = Math.max(longest, length);
    }

    private Body body() {
        for (var n = 1; n < index.next(0); n = index.next(n + 1)) {
            if (index.named(n, "model") || index.named(n, "input")) {
                labels.memberName(n);
            } else {
                labels.member(n, METADATA.contains(index, n) ? Role.METADATA : Role.EXTRA);
            }
        }
        return labels.body();
    }
}
