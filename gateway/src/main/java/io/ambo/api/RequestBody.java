package io.ambo.api;

import io.ambo.config.ConfigErrors;
import io.ambo.config.Documents;
import io.ambo.config.Node;
import io.ambo.core.Nearest;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The JSON object of a request to {@code /api}, read member by member. */
final class RequestBody {

    private final Node body;

    private RequestBody(Node body) {
        this.body = body;
    }

    /**
     * Parses a body.
     *
     * @param known the members that it may have
     * @throws Refusal if it is not a JSON object, or has an unknown member
     */
    static RequestBody of(ApiRequest request, Set<String> known) {
        var text = new String(request.body(), StandardCharsets.UTF_8);
        var fields = Documents.json(text, "body", new ConfigErrors())
                .orElseThrow(() -> Refusal.of(Reason.MALFORMED_REQUEST, "api.body.not-object"));
        for (var name : fields.fields().keySet()) {
            if (!known.contains(name)) {
                throw unknown(name, known);
            }
        }
        return new RequestBody(fields);
    }

    private static Refusal unknown(String name, Set<String> known) {
        var shown = name.length() > 40 ? name.substring(0, 40) + "…" : name;
        var refusal =
                Refusal.of(Reason.INVALID_MEMBER, "api.body.unknown", shown).at(shown);
        return Nearest.of(name, known)
                .map(near -> refusal.hint("api.body.nearest", near))
                .orElseGet(() -> refusal.hint("api.body.known", String.join(", ", new TreeSet<>(known))));
    }

    Optional<String> text(String name) {
        return switch (body.at(name)) {
            case Node.Text text -> Optional.of(text.text());
            case Node.Nothing _ -> Optional.empty();
            case Node.Items _, Node.Fields _ -> throw wrong(name, "api.body.text");
        };
    }

    String required(String name) {
        return text(name)
                .orElseThrow(() -> Refusal.of(Reason.INVALID_MEMBER, "api.body.missing", name)
                        .at(name));
    }

    /** The texts of an array; empty if it is absent. */
    Set<String> texts(String name) {
        return switch (body.at(name)) {
            case Node.Nothing _ -> Set.of();
            case Node.Items items -> texts(name, items);
            case Node.Text _, Node.Fields _ -> throw wrong(name, "api.body.texts");
        };
    }

    private static Set<String> texts(String name, Node.Items items) {
        var texts = new TreeSet<String>();
        for (var node : items.nodes()) {
            if (!(node instanceof Node.Text text)) {
                throw wrong(name, "api.body.texts");
            }
            texts.add(text.text());
        }
        return texts;
    }

    private static Refusal wrong(String name, String key) {
        return Refusal.of(Reason.INVALID_MEMBER, key, name).at(name);
    }
}
