package io.ambo.format;

import io.ambo.wire.Body;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonText;
import io.ambo.wire.Role;
import io.ambo.wire.TextSpan;
import io.ambo.wire.TextSpan.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Collects the texts of one body as runs, whatever its format: each string, longer number and unknown member name that
 * is handed in lands in exactly one run, or among the media or the opaque.
 */
final class Labels {

    /** Members whose strings only their issuer can read. */
    private static final KnownNames OPAQUE = KnownNames.of(
            "signature", "thought_signature", "thoughtSignature", "encrypted_content", "redacted_thinking");
    /** Objects whose {@code data} only their issuer can read. */
    private static final KnownNames OPAQUE_TYPES = KnownNames.of("reasoning.encrypted", "redacted_thinking");

    /** What a member called {@code type} says in the formats themselves and in schemas. */
    private static final KnownNames TYPES = KnownNames.of(
            "text",
            "image",
            "image_url",
            "input_audio",
            "file",
            "refusal",
            "thinking",
            "function",
            "custom",
            "tool",
            "tool_use",
            "tool_result",
            "auto",
            "any",
            "none",
            "base64",
            "url",
            "object",
            "array",
            "string",
            "number",
            "integer",
            "boolean",
            "null",
            "json_object",
            "json_schema",
            "document",
            "ephemeral");

    private static final KnownNames DATA = KnownNames.of("data", "file_data");

    /**
     * A number of fewer bytes cannot be anything that is looked for; codes by text message have four digits and more.
     */
    static final int SHORTEST_NUMBER = 4;

    private final JsonIndex index;
    private final KnownNames names;
    private final List<TextSpan> spans = new ArrayList<>();
    private final IntStream.Builder media = IntStream.builder();
    private final IntStream.Builder opaque = IntStream.builder();
    private final BitSet sealedData = new BitSet();

    /**
     * For one body.
     *
     * @param names member names of the format itself; any other name may be somebody's words
     */
    Labels(JsonIndex index, KnownNames names) {
        this.index = index;
        this.names = names;
    }

    Body body() {
        return new Body(index, spans, media.build().toArray(), opaque.build().toArray());
    }

    void memberName(int name) {
        if (!names.contains(index, name)) {
            spans.add(TextSpan.of(Role.EXTRA, Form.MEMBER_NAME, name));
        }
    }

    /** Every text in a value of whatever shape. */
    void anything(int value, Role role) {
        for (var n = value; n < index.next(value); n++) {
            switch (index.type(n)) {
                case JsonIndex.STRING -> string(n, role);
                case JsonIndex.NUMBER -> number(n, role);
                case JsonIndex.NAME -> n = nameAndString(n, role);
                case JsonIndex.OBJECT -> noteSealedData(n, role);
                default -> {
                    // brackets and literals hold no text
                }
            }
        }
    }

    /** A member: its name, and every text in its value. */
    void member(int name, Role role) {
        if (nameAndString(name, role) == name) {
            anything(name + 1, role);
        }
    }

    /** Every text in an object but the value of one member. */
    void anythingBut(int object, int value, Role role) {
        for (var n = object + 1; n < index.next(object); n = index.next(n + 1)) {
            if (n + 1 == value) {
                memberName(n);
            } else {
                member(n, role);
            }
        }
    }

    /** Strings that a model reads as one text; one that is JSON by itself stands alone. */
    void joined(int[] strings, Role role) {
        var nodes = Arrays.stream(strings)
                .filter(node -> index.end(node) > index.start(node))
                .toArray();
        var from = 0;
        for (var i = 0; i < nodes.length; i++) {
            if (InlineMedia.is(index, nodes[i]) || holdsJson(nodes[i])) {
                join(nodes, from, i, role);
                string(nodes[i], role);
                from = i + 1;
            }
        }
        join(nodes, from, nodes.length, role);
    }

    private void join(int[] nodes, int from, int to, Role role) {
        if (to > from) {
            spans.add(new TextSpan(role, Form.TEXT, Arrays.copyOfRange(nodes, from, to)));
        }
    }

    /**
     * A part that holds a picture, sound or a file: all its texts, addresses and file names, but not the data itself.
     */
    void media(int part, Role role) {
        media.add(part);
        for (var n = part + 1; n < index.next(part); n++) {
            switch (index.type(n)) {
                case JsonIndex.NAME -> memberName(n);
                case JsonIndex.NUMBER -> number(n, role);
                case JsonIndex.STRING -> {
                    if (!isData(n) && !isType(n)) {
                        text(n, role);
                    }
                }
                default -> {
                    // brackets and literals hold no text
                }
            }
        }
    }

    /** A value that cannot be read here. */
    void unread(int value) {
        media.add(value);
    }

    /** A value that only its issuer can read. */
    void opaque(int value) {
        opaque.add(value);
    }

    void string(int node, Role role) {
        if (InlineMedia.is(index, node)) {
            media.add(node);
        } else {
            text(node, role);
        }
    }

    private void text(int node, Role role) {
        if (index.end(node) > index.start(node)) {
            spans.add(TextSpan.of(role, holdsJson(node) ? Form.JSON : Form.TEXT, node));
        }
    }

    private void number(int node, Role role) {
        if (index.end(node) - index.start(node) >= SHORTEST_NUMBER) {
            spans.add(TextSpan.of(role, Form.NUMBER, node));
        }
    }

    /** A member's name, and its value when that is a string; gives the last node that was taken. */
    private int nameAndString(int name, Role role) {
        memberName(name);
        var value = name + 1;
        if (!index.is(value, JsonIndex.STRING)) {
            return name;
        }
        if (isType(value)) {
            return value;
        }
        if (role == Role.HISTORY && (isOpaque(index, name) || sealedData.get(value)) && looksSealed(index, value)) {
            opaque.add(value);
        } else if (role == Role.HISTORY && index.named(name, "arguments") && index.end(value) > index.start(value)) {
            spans.add(TextSpan.of(Role.TOOL_ARGUMENT, Form.JSON, value));
        } else {
            string(value, role);
        }
        return value;
    }

    private void noteSealedData(int object, Role role) {
        if (role != Role.HISTORY) {
            return;
        }
        if (isOpaqueType(index, object)) {
            var data = index.member(object, "data");
            if (data >= 0) {
                sealedData.set(data);
            }
        }
    }

    /** Whether an object is of a type whose {@code data} only its issuer can read. */
    static boolean isOpaqueType(JsonIndex index, int object) {
        var type = index.member(object, "type");
        return type >= 0 && OPAQUE_TYPES.contains(index, type);
    }

    /** Whether a member has a name under which only its issuer can read the value. */
    static boolean isOpaque(JsonIndex index, int name) {
        return OPAQUE.contains(index, name);
    }

    /**
     * Sealed content is never read and never edited, so only what looks like it counts as such: letters and digits in a
     * row, as base 64 and tokens have them. All else is a text like any other, and nothing at all is nothing.
     */
    static boolean looksSealed(JsonIndex index, int value) {
        var letters = false;
        for (var i = index.start(value); i < index.end(value); i++) {
            var b = index.bytes()[i];
            var letter = (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
            letters |= letter;
            if (!letter && !(b >= '0' && b <= '9') && "+/=_-.:~|\\".indexOf(b) < 0) {
                return false;
            }
        }
        return letters;
    }

    private boolean isData(int string) {
        return index.is(string - 1, JsonIndex.NAME) && DATA.contains(index, string - 1)
                || InlineMedia.is(index, string);
    }

    /** Whether a string is the value of a member {@code type} and one that everybody knows. */
    private boolean isType(int string) {
        return index.is(string - 1, JsonIndex.NAME) && index.named(string - 1, "type") && TYPES.contains(index, string);
    }

    /**
     * Whether a string is a whole JSON object or array, as tools' results often are. One of too many values is taken for
     * it, and rejected by the reader.
     */
    private boolean holdsJson(int node) {
        var first = index.end(node) > index.start(node) ? index.bytes()[index.start(node)] : 0;
        if (first != '{' && first != '[' && first != ' ' && first != '\\') {
            return false;
        }
        var text = JsonText.bytes(index, node);
        try {
            var inner = JsonIndex.limited(text, JsonIndex.MOST_OF_A_REQUEST);
            return inner.is(0, JsonIndex.OBJECT) || inner.is(0, JsonIndex.ARRAY);
        } catch (JsonException e) {
            return e.fault() == JsonException.Fault.TOO_MANY_VALUES;
        }
    }
}
