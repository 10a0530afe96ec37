package io.ambo.pipeline;

import io.ambo.catalog.Guard;
import io.ambo.catalog.Guard.Action;
import io.ambo.catalog.Guard.Place;
import io.ambo.core.Language;
import io.ambo.format.AddedWords;
import io.ambo.format.Operation;
import io.ambo.format.ReplyFrame;
import io.ambo.format.ReplyFrame.ContentStream;
import io.ambo.format.ReplyFrame.Form;
import io.ambo.format.ReplyReader;
import io.ambo.format.Request;
import io.ambo.privacy.AnswerGuards;
import io.ambo.privacy.GuardedAnswer;
import io.ambo.wire.JsonException;
import io.ambo.wire.SseEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Watches one answer for the guards of the policy, as the caller would get it. The events of a stream wait in their order
 * until all they say is judged; where a guard blocks, those that wait and all that follow are dropped, and the guard's
 * words end the answer.
 */
final class AnswerGuard {

    /** Bytes of events that wait at most; an answer that makes more wait is no text that anybody reads. */
    private static final int MOST_WAITING = 4 * 1024 * 1024;

    private final AnswerGuards guards;
    private final ReplyReader reader;
    private final AddedWords words;
    private final boolean textLabels;
    private final GuardedAnswer answer;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Set<ContentStream> labelled = new HashSet<>();
    private long waitingBytes;
    private boolean ended;
    private boolean answerTold;
    private Optional<Guard> blockedBy = Optional.empty();

    /** An event that goes when so many characters of the answer are judged. */
    private record Waiting(SseEvent event, Optional<ReplyFrame> frame, long position) {}

    /** For the answer of an exchange, if its policy has guards and it is a chat. */
    static Optional<AnswerGuard> of(Exchange exchange, boolean jsonAsked) {
        var guards = exchange.rules().guards();
        var request = exchange.request();
        return guards.isEmpty() || request.operation() != Operation.CHAT
                ? Optional.empty()
                : Optional.of(new AnswerGuard(guards, request, jsonAsked));
    }

    /** For an answer to this request; labels go into its text unless that is to be JSON. */
    AnswerGuard(AnswerGuards guards, Request request, boolean jsonAsked) {
        this.guards = guards;
        this.reader = request.format().reader(request);
        this.words = request.format().addedWords();
        this.textLabels = !jsonAsked;
        this.answer = guards.answer();
    }

    /** The next event on its way to the caller; hands on what may go. */
    void event(SseEvent event, Consumer<SseEvent> out) throws JsonException {
        var frame = reader.event(event);
        if (blockedBy.isPresent()) {
            words.afterwards(event, frame).ifPresent(out);
            return;
        }
        if (frame.isPresent()) {
            words.reads(frame.get());
            take(frame.get());
            var last = words.endsAnswer(frame.get());
            if (last) {
                answer.end();
            }
            label(frame.get(), last);
        }
        hold(event, frame);
        release(out);
    }

    private void take(ReplyFrame frame) {
        for (var piece : frame.pieces()) {
            var channel = piece.channel();
            var insideJson = channel.form() == Form.INSIDE_JSON;
            if (!insideJson) {
                endOthers(channel);
            }
            answer.take(channel, insideJson, frame.index().text(piece.node()));
            if (channel.form() == Form.WHOLE) {
                answer.end(channel);
            }
        }
        for (var group : frame.finished()) {
            endOthers(new ContentStream(group, -1, "", Form.WHOLE));
        }
    }

    /** A text goes on no more when another of the same answer does. */
    private void endOthers(ContentStream than) {
        for (var open : answer.open()) {
            if (open instanceof ContentStream channel && channel.group() == than.group() && !channel.equals(than)) {
                answer.end(open);
            }
        }
    }

    private void label(ReplyFrame frame, boolean last) throws JsonException {
        if (!textLabels) {
            return;
        }
        for (var piece : frame.pieces()) {
            var channel = piece.channel();
            var begins = channel.isAnswer()
                    && channel.form() == Form.TEXT
                    && frame.index().end(piece.node()) - frame.index().start(piece.node()) > 0;
            if (begins && labelled.add(channel)) {
                answerTold = true;
                var before = label(Place.START);
                if (!before.isEmpty()) {
                    hold(words.before(frame, channel, before), Optional.empty());
                }
            }
        }
        var after = last && answerTold ? label(Place.END) : "";
        if (!after.isEmpty() && answer.blockedBy().isEmpty()) {
            for (var event : words.after(frame, after)) {
                hold(event, Optional.empty());
            }
        }
    }

    /** The texts of labels at this place. */
    private String label(Place place) {
        return guards.all().stream()
                .filter(guard -> guard.action() == Action.LABEL && guard.place() == place && applies(guard))
                .map(guard -> guard.text(language()))
                .collect(Collectors.joining("\n"));
    }

    private boolean applies(Guard guard) {
        return guard.rule().isEmpty() || answer.matches().containsKey(guard);
    }

    private Language language() {
        return answer.language();
    }

    private void hold(SseEvent event, Optional<ReplyFrame> frame) throws JsonException {
        waitingBytes += event.raw().length;
        if (waitingBytes > MOST_WAITING) {
            throw new JsonException(JsonException.Fault.TOO_MANY_VALUES, event.dataStart());
        }
        waiting.add(new Waiting(event, frame, answer.position()));
    }

    private void release(Consumer<SseEvent> out) {
        var judged = answer.judged();
        if (answer.blockedBy().isPresent()) {
            block(out);
            return;
        }
        while (!waiting.isEmpty() && waiting.getFirst().position() <= judged) {
            var next = waiting.removeFirst();
            waitingBytes -= next.event().raw().length;
            next.frame().ifPresent(words::passes);
            out.accept(next.event());
        }
    }

    private void block(Consumer<SseEvent> out) {
        var guard = answer.blockedBy().orElseThrow();
        blockedBy = Optional.of(guard);
        words.instead(guard.text(language()), guard.id()).forEach(out);
        for (var held : waiting) {
            words.afterwards(held.event(), held.frame()).ifPresent(out);
        }
        waiting.clear();
    }

    /** The answer is at its end; hands on what waits, all of it judged. */
    void end(Consumer<SseEvent> out) {
        if (!ended) {
            ended = true;
            answer.end();
            if (blockedBy.isEmpty()) {
                release(out);
            }
        }
    }

    /** What goes before the last event of a stream. */
    void beforeLast(Consumer<SseEvent> out) {
        if (blockedBy.isPresent()) {
            words.end().forEach(out);
        }
    }

    /** A whole answer, as the caller may get it. */
    byte[] whole(byte[] body) throws JsonException {
        var frame = reader.whole(body);
        take(frame);
        answer.end();
        blockedBy = answer.blockedBy();
        if (blockedBy.isPresent()) {
            return words.wholeInstead(
                    body, blockedBy.get().text(language()), blockedBy.get().id());
        }
        var before = textLabels ? label(Place.START) : "";
        var after = textLabels ? label(Place.END) : "";
        return before.isEmpty() && after.isEmpty() ? body : words.whole(frame, before, after);
    }

    /** Whether the answer was replaced. */
    boolean blocked() {
        return blockedBy.isPresent();
    }

    /** How often each guard acted so far, by {@code id:action}. */
    Map<String, Integer> acted() {
        var acted = new TreeMap<String, Integer>();
        answer.matches().forEach((guard, matches) -> acted.put(key(guard), matches));
        for (var guard : guards.all()) {
            if (guard.rule().isEmpty()) {
                acted.put(key(guard), 1);
            }
        }
        return acted;
    }

    private static String key(Guard guard) {
        return guard.id() + ":" + guard.action().id();
    }
}
