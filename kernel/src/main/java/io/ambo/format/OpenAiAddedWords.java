package io.ambo.format;

import io.ambo.format.ReplyFrame.ContentStream;
import io.ambo.wire.Edits;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonText;
import io.ambo.wire.JsonWriter;
import io.ambo.wire.SseEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words of ours in a reply of OpenAI's format. */
final class OpenAiAddedWords implements AddedWords {

    private static final String CONTENT = "content";

    private final Set<Integer> begun = new LinkedHashSet<>();
    private final Set<Integer> finished = new HashSet<>();
    private @Nullable OpenAiContinuation like;

    @Override
    public void reads(ReplyFrame frame) {
        if (like == null && frame.index().member(0, "id") >= 0) {
            like = new OpenAiContinuation(frame.index());
        }
        frame.pieces().forEach(piece -> begun.add(piece.channel().group()));
        begun.addAll(frame.finished());
        finished.addAll(frame.finished());
    }

    @Override
    public void passes(ReplyFrame frame) {
        // nothing that is open would have to be closed
    }

    @Override
    public boolean endsAnswer(ReplyFrame frame) {
        return !frame.finished().isEmpty() && finished.containsAll(begun);
    }

    @Override
    public SseEvent before(ReplyFrame frame, ContentStream text, String words) {
        return new OpenAiContinuation(frame.index()).event(text, words + "\n\n");
    }

    @Override
    public List<SseEvent> after(ReplyFrame last, String words) {
        var beside = new OpenAiContinuation(last.index());
        return last.finished().stream()
                .map(choice -> beside.event(new ContentStream(choice, -1, CONTENT), "\n\n" + words))
                .toList();
    }

    @Override
    public List<SseEvent> instead(String words, String guard) {
        var beside = like == null ? OpenAiContinuation.nameless() : like;
        var events = new ArrayList<SseEvent>();
        for (var choice : begun.isEmpty() ? Set.of(0) : begun) {
            events.add(beside.event(new ContentStream(choice, -1, CONTENT), words));
            events.add(beside.filtered(choice, guard));
        }
        return events;
    }

    @Override
    public Optional<SseEvent> afterwards(SseEvent event, Optional<ReplyFrame> frame) {
        var mayPass = event.isDone() || frame.filter(ReplyFrame::usageOnly).isPresent();
        return mayPass ? Optional.of(event) : Optional.empty();
    }

    @Override
    public List<SseEvent> end() {
        return List.of();
    }

    @Override
    public byte[] whole(ReplyFrame whole, String before, String after) {
        var index = whole.index();
        var edits = new Edits();
        texts(whole).values().forEach(node -> {
            var text = AddedWords.joined(before, index.text(node), after);
            edits.replace(index.start(node), index.end(node), JsonText.encode(text));
        });
        return edits.applyTo(index.bytes());
    }

    /** The node of each choice's own text, where it has some. */
    private static Map<Integer, Integer> texts(ReplyFrame whole) {
        var texts = new HashMap<Integer, Integer>();
        for (var piece : whole.pieces()) {
            var isText = piece.channel().isAnswer()
                    && whole.index().end(piece.node()) - whole.index().start(piece.node()) > 0;
            if (isText) {
                texts.putIfAbsent(piece.channel().group(), piece.node());
            }
        }
        return texts;
    }

    @Override
    public byte[] wholeInstead(byte[] whole, String words, String guard) throws JsonException {
        var index = JsonIndex.of(whole);
        var json = new JsonWriter(512).openObject();
        for (var name : List.of("id", "object", "created", "model")) {
            copy(index, name, json);
        }
        json.name("choices").openArray().openObject().member("index", 0);
        json.name("message").openObject().member("role", "assistant").member(CONTENT, words);
        json.closeObject().name("logprobs").nothing().member("finish_reason", "content_filter");
        json.closeObject().closeArray();
        copy(index, "usage", json);
        blocked(json, guard);
        return json.closeObject().bytes();
    }

    static void copy(JsonIndex index, String name, JsonWriter json) {
        var node = index.member(0, name);
        if (node >= 0) {
            json.name(name).raw(index.raw(node));
        }
    }

    /** Our own member: why the answer was replaced. */
    static void blocked(JsonWriter json, String guard) {
        json.name("ambo")
                .openObject()
                .member("code", BLOCKED)
                .member("guard", guard)
                .closeObject();
    }
}
