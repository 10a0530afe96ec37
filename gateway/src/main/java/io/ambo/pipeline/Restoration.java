package io.ambo.pipeline;

import io.ambo.catalog.Policy;
import io.ambo.catalog.Policy.RestoreInAddresses;
import io.ambo.format.ReplyFrame;
import io.ambo.format.ReplyFrame.ContentStream;
import io.ambo.format.ReplyFrame.Form;
import io.ambo.format.ReplyFrame.Piece;
import io.ambo.format.ReplyReader;
import io.ambo.privacy.Deidentified;
import io.ambo.privacy.Restorer;
import io.ambo.wire.Edits;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.JsonText;
import io.ambo.wire.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Puts the caller's own values back into one answer: each text of it has a channel of its own, which holds back no more
 * than a tail that could become a placeholder.
 */
final class Restoration {

    /**
     * Texts of a stream that are kept apart at most, each with what it holds back. A parallel call of a tool has two; one
     * that goes beyond is no answer that anybody asked for.
     */
    static final int MOST_CHANNELS = 2048;

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EMPTY_ARRAY = "[]".getBytes(StandardCharsets.US_ASCII);

    /** The older way to call a function has no list of calls, so no number. */
    private static final String OLD_CALL = "function_call.";

    private final Restorer restorer;
    private final Predicate<String> tools;
    private final ReplyReader reader;
    private final boolean jsonAsked;
    /** Open texts by the answer or block that they are part of, so that the end of one costs no more than its own texts. */
    private final Map<Integer, Map<ContentStream, Restorer.ContentStream>> channels = new LinkedHashMap<>();

    private int open;

    /** The names of the tools that are called, as far as they have been told. */
    private final Map<ToolCall, String> called = new HashMap<>();

    private record ToolCall(int group, int tool) {}

    /** Restores one answer as a policy has it. */
    static Restoration of(Deidentified deidentified, Policy policy, ReplyReader reader, boolean jsonAsked) {
        return new Restoration(deidentified, policy.restoreInAddresses(), policy::restoresIn, reader, jsonAsked);
    }

    /**
     * Restores one answer.
     *
     * @param tools whether values are restored in the arguments of the tool with a name; it is empty before it is told
     * @param jsonAsked whether the answer's own text is to be JSON, so that a quote or a line end would break it
     */
    Restoration(
            Deidentified deidentified,
            RestoreInAddresses inAddresses,
            Predicate<String> tools,
            ReplyReader reader,
            boolean jsonAsked) {
        this.reader = reader;
        this.tools = tools;
        this.restorer = Restorer.of(deidentified, inAddresses);
        this.jsonAsked = jsonAsked;
    }

    /** How many placeholders were turned back so far. */
    int restored() {
        return restorer.restored();
    }

    /**
     * One event of a stream, with the events that must go before it because a text ends with it.
     *
     * @throws JsonException the stream has more texts than {@link #MOST_CHANNELS}
     */
    List<SseEvent> event(SseEvent event, ReplyFrame frame) throws JsonException {
        var events = new ArrayList<SseEvent>();
        var edits = edits(frame.index(), frame.offsets());
        learnTools(frame);
        for (var piece : frame.pieces()) {
            if (isRestored(piece.channel())) {
                var text = frame.index().text(piece.node());
                replace(frame.index(), piece, text, restored(piece, text, frame), edits);
            }
        }
        var continuation = reader.beside(frame);
        frame.finished().forEach(group -> flush(continuation, group, events));
        var data = edits.applyTo(frame.index().bytes(), event.dataStart(), event.dataEnd());
        events.add(edits.isEmpty() ? event : event.withData(data));
        return events;
    }

    /** Remembers who is called; a name comes before the arguments, or with them. */
    private void learnTools(ReplyFrame frame) {
        for (var piece : frame.pieces()) {
            var channel = piece.channel();
            if (isOfCall(channel) && isName(channel) && called.size() < MOST_CHANNELS) {
                called.put(call(channel), restorer.whole(frame.index().text(piece.node()), false));
            }
        }
    }

    /** Everything is, but for the arguments of a tool that the policy gives no values. */
    private boolean isRestored(ContentStream channel) {
        return !isOfCall(channel) || isName(channel) || tools.test(called.getOrDefault(call(channel), ""));
    }

    private static boolean isOfCall(ContentStream channel) {
        return channel.tool() >= 0 || channel.field().startsWith(OLD_CALL);
    }

    private static boolean isName(ContentStream channel) {
        return channel.form() == Form.WHOLE
                && (channel.field().equals("name") || channel.field().endsWith(".name"));
    }

    private static ToolCall call(ContentStream channel) {
        return new ToolCall(channel.group(), channel.tool());
    }

    private String restored(Piece piece, String text, ReplyFrame frame) throws JsonException {
        var key = piece.channel();
        if (key.form() == Form.WHOLE) {
            return restorer.whole(text, false);
        }
        var channel = channel(key, frame.index().start(piece.node()));
        var ends = frame.finished().contains(key.group());
        return channel.feed(text) + (ends ? channel.flush() : "");
    }

    private Restorer.ContentStream channel(ContentStream key, int offset) throws JsonException {
        var ofGroup = channels.computeIfAbsent(key.group(), _ -> new LinkedHashMap<>());
        var known = ofGroup.get(key);
        if (known != null) {
            return known;
        }
        if (open == MOST_CHANNELS) {
            throw new JsonException(JsonException.Fault.TOO_MANY_VALUES, offset);
        }
        open++;
        var added = restorer.channel(insideJson(key));
        ofGroup.put(key, added);
        return added;
    }

    private boolean insideJson(ContentStream channel) {
        return channel.form() == Form.INSIDE_JSON || jsonAsked && channel.isAnswer();
    }

    /** What is still held back when a stream ends without saying so. */
    List<SseEvent> rest(ReplyFrame beside) {
        var events = new ArrayList<SseEvent>();
        var continuation = reader.beside(beside);
        channels.keySet().forEach(group -> flush(continuation, group, events));
        return events;
    }

    /** A whole answer. */
    byte[] whole(ReplyFrame frame) {
        var edits = edits(frame.index(), frame.offsets());
        learnTools(frame);
        for (var piece : frame.pieces()) {
            if (isRestored(piece.channel())) {
                var text = frame.index().text(piece.node());
                replace(frame.index(), piece, text, restorer.whole(text, insideJson(piece.channel())), edits);
            }
        }
        return edits.applyTo(frame.index().bytes());
    }

    /** An upstream's words about an error. */
    String text(String words) {
        return restorer.whole(words, false);
    }

    private void flush(ReplyReader.Continuation beside, int group, List<SseEvent> events) {
        channels.getOrDefault(group, Map.of()).forEach((key, channel) -> {
            var held = channel.flush();
            if (!held.isEmpty()) {
                events.add(beside.event(key, held));
            }
        });
    }

    private static void replace(JsonIndex index, Piece piece, String text, String restored, Edits edits) {
        if (!text.equals(restored)) {
            edits.replace(index.start(piece.node()), index.end(piece.node()), JsonText.encode(restored));
        }
    }

    /** Log-probabilities and citations speak of the text as the model wrote it; they do not survive restoring. */
    private static Edits edits(JsonIndex index, List<Integer> offsets) {
        var edits = new Edits();
        for (var node : offsets) {
            edits.replace(index.start(node), index.end(node), index.is(node, JsonIndex.ARRAY) ? EMPTY_ARRAY : NULL);
        }
        return edits;
    }
}
