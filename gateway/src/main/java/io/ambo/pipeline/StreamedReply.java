package io.ambo.pipeline;

import io.ambo.format.ReplyFrame;
import io.ambo.format.ReplyReader;
import io.ambo.format.ReplyTranslator;
import io.ambo.wire.JsonException;
import io.ambo.wire.SseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A streamed reply on its way to the caller: restored in the upstream's own format, translated where the caller speaks
 * another, and held back until it has content.
 */
final class StreamedReply {

    /* Bytes of frames without content that are kept until content comes. */
    private static final int MOST_WAITING = 1024 * 1024;

    private final AnswerSteps steps;
    private final ReplyReader reader;
    private final ReplyTranslator translator;
    private final Optional<Restoration> restoration;
    private final boolean withUsage;
    private final Consumer<SseEvent> out;
    private final List<SseEvent> waiting = new ArrayList<>();
    private @Nullable ReplyFrame latest;
    private int waitingBytes;
    private boolean begun;
    private boolean done;

    /**
     * For one reply.
     *
     * @param withUsage whether an event that carries the usage alone is handed on
     * @param out takes what goes to the caller, once the reply has begun
     */
    StreamedReply(
            AnswerSteps steps,
            ReplyReader reader,
            ReplyTranslator translator,
            Optional<Restoration> restoration,
            boolean withUsage,
            Consumer<SseEvent> out) {
        this.steps = steps;
        this.reader = reader;
        this.translator = translator;
        this.restoration = restoration;
        this.withUsage = withUsage;
        this.out = out;
    }

    /** What the next event says; nothing, for one that is handed on or ends the stream without saying anything. */
    Optional<ReplyFrame> read(SseEvent event) throws JsonException {
        var frame = reader.event(event);
        done = reader.ended();
        if (frame.isEmpty()) {
            translator.event(event, this::hand);
        }
        return frame;
    }

    /** Hands on an event that says this; says whether the caller waits for what is in it. */
    boolean pass(SseEvent event, ReplyFrame frame) throws JsonException {
        latest = frame;
        if (frame.usageOnly() && !withUsage) {
            return false;
        }
        var restored =
                restoration.isPresent() ? steps.restore(() -> restoration.get().event(event, frame)) : List.of(event);
        for (var one : restored) {
            translator.event(one, this::hand);
        }
        return frame.hasContent();
    }

    private void hand(SseEvent event) {
        if (begun) {
            out.accept(event);
        } else {
            waiting.add(event);
            waitingBytes += event.raw().length;
        }
    }

    /** Whether more without content waits than any stream begins with. */
    boolean isTooLong() {
        return !begun && waitingBytes > MOST_WAITING;
    }

    /** It has content: what waits is handed on, and all that follows at once. */
    void begin() {
        begun = true;
        waiting.forEach(out);
        waiting.clear();
    }

    /** Whether the stream said that it is at its end. */
    boolean isDone() {
        return done;
    }

    /** Whether it is at its end, though it may not have said so. */
    boolean isWhole() {
        return done || reader.isWhole();
    }

    /** Hands on what is still held back, and what ends the stream. */
    void end() {
        if (restoration.isPresent() && latest != null) {
            restoration.get().rest(latest).forEach(this::translate);
        }
        translator.end(out);
    }

    /** What we wrote ourselves can be read. */
    private void translate(SseEvent ours) {
        try {
            translator.event(ours, out);
        } catch (JsonException e) {
            throw new IllegalStateException("wrote an event that cannot be read", e);
        }
    }
}
