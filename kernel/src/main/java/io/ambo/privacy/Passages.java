package io.ambo.privacy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.wire.Body;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.Role;
import io.ambo.wire.TextSpan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits a body's runs into passages, including those of JSON within strings. */
final class Passages {

    private static final byte[] COLON = ": ".getBytes(US_ASCII);
    private static final Piece AFTER_NAME = new Piece(COLON, 0, COLON.length, true, null);

    private final JsonIndex index;
    private int nodesLeft;
    private final List<Passage> passages = new ArrayList<>();

    private Passages(JsonIndex index) {
        this.index = index;
        this.nodesLeft = Math.max(0, JsonIndex.MOST_OF_A_REQUEST - index.count());
    }

    static List<Passage> of(Body body) {
        var passages = new Passages(body.index());
        for (var span : body.spans()) {
            passages.add(span);
        }
        return passages.passages;
    }

    private void add(TextSpan span) {
        switch (span.form()) {
            case TEXT -> addText(span, true);
            case NUMBER -> addText(span, false);
            case MEMBER_NAME -> addText(span, false);
            case JSON -> addJson(span);
        }
    }

    private void addText(TextSpan span, boolean replaceable) {
        var pieces = new ArrayList<Piece>();
        var name = nameOf(span);
        if (name >= 0) {
            pieces.add(piece(index, name, null));
            pieces.add(AFTER_NAME);
        }
        var context = pieces.size();
        for (var node : span.nodes()) {
            pieces.add(piece(index, node, null));
        }
        passages.add(new Passage(span, pieces, context, replaceable, null, -1));
    }

    /** The name of the member that contains a value, if names are chosen by the author and not by the wire format. */
    private int nameOf(TextSpan span) {
        var first = span.nodes()[0];
        var named = span.form() != TextSpan.Form.MEMBER_NAME && first > 0 && index.is(first - 1, JsonIndex.NAME);
        return named && namesSpeak(span.role()) ? first - 1 : -1;
    }

    private static boolean namesSpeak(Role role) {
        return switch (role) {
            case SYSTEM, USER, HISTORY, TOOL_RESULT -> false;
            case TOOL_ARGUMENT, SCHEMA, METADATA, EXTRA -> true;
        };
    }

    private static Piece piece(JsonIndex index, int node, int @Nullable [] outer) {
        if (index.is(node, JsonIndex.NUMBER)) {
            var digits = WrittenOut.of(index, node, outer);
            if (digits != null) {
                return digits;
            }
        }
        var plain = !index.escaped(node) && !index.notAscii(node);
        return new Piece(index.bytes(), index.start(node), index.end(node), plain, outer);
    }

    private void addJson(TextSpan span) {
        for (var node : span.nodes()) {
            var inner = InnerText.of(index, node);
            if (!inner.looksLikeJson()) {
                addText(new TextSpan(span.role(), span.form(), new int[] {node}), true);
                continue;
            }
            try {
                addNested(span, node, inner, JsonIndex.limited(inner.bytes(), nodesLeft));
            } catch (JsonException e) {
                if (e.fault() == JsonException.Fault.TOO_MANY_VALUES) {
                    throw Refusal.of(Reason.TOO_LARGE, "privacy.too-many-values", JsonIndex.MOST_OF_A_REQUEST)
                            .at(index.path(node));
                }
                addText(new TextSpan(span.role(), span.form(), new int[] {node}), false);
            }
        }
    }

    private void addNested(TextSpan span, int node, InnerText inner, JsonIndex nested) {
        nodesLeft -= nested.count();
        var own = new TextSpan(span.role(), span.form(), new int[] {node});
        for (var n = 0; n < nested.count(); n++) {
            switch (nested.type(n)) {
                case JsonIndex.STRING -> addScalar(own, inner, nested, n, true);
                case JsonIndex.NUMBER, JsonIndex.NAME -> addScalar(own, inner, nested, n, false);
                default -> {
                    // Containers are read through their members; literals contain no text.
                }
            }
        }
    }

    private void addScalar(TextSpan span, InnerText inner, JsonIndex nested, int node, boolean replaceable) {
        var value = piece(nested, node, inner.outer());
        var named = node > 0 && nested.is(node - 1, JsonIndex.NAME);
        if (named && !nested.is(node, JsonIndex.NAME)) {
            var pieces = List.of(piece(nested, node - 1, inner.outer()), AFTER_NAME, value);
            passages.add(new Passage(span, pieces, 2, replaceable, nested, node));
        } else {
            passages.add(new Passage(span, List.of(value), 0, replaceable, nested, node));
        }
    }
}
