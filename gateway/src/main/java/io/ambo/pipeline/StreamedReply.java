package io.ambo.pipeline;

import io.ambo.core.Usage;
import io.ambo.format.ReplyFrame;
import io.ambo.format.ReplyReader;
import io.ambo.format.ReplyTranslator;
import io.ambo.format.UpstreamError;
import io.ambo.wire.JsonException;
import io.ambo.wire.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A streamed reply on its way to the caller: restored in the upstream's own format, and translated where the caller speaks
 * another. Translated events wait here until they are handed on.
 *
 * <p>It touches only what belongs to its own attempt, so that a large event can be taken away from the loop; it is used by
 * one thread at a time.
 */
final class StreamedReply {

    /** Bytes of events without content that are kept until content comes. */
    private static final int MOST_WAITING = 1024 * 1024;

    /** What an event turns out to be. */
    enum Kind {
        /** The caller waits for what is in it. */
        CONTENT,
        OTHER,
        ERROR,
        UNREADABLE
    }

    /**
     * What an event said.
     *
     * @param error what the upstream says, of an error
     * @param usage what the provider counted
     * @param characters the length of its texts
     */
    record Taken(Kind kind, UpstreamError error, Optional<Usage> usage, long characters) {

        private static final Taken SILENT = new Taken(Kind.OTHER, UpstreamError.NOTHING, Optional.empty(), 0);
        private static final Taken UNREADABLE = new Taken(Kind.UNREADABLE, UpstreamError.NOTHING, Optional.empty(), 0);

        private static Taken of(Kind kind, ReplyFrame frame) {
            return new Taken(kind, UpstreamError.NOTHING, frame.usage(), frame.characters());
        }
    }

    private final AnswerSteps steps;
    private final ReplyReader reader;
    private final ReplyTranslator translator;
    private final Optional<Restoration> restoration;
    private final boolean withUsage;
    private final Optional<AnswerGuard> guard;
    private final BooleanSupplier unwanted;
    private final List<SseEvent> waiting = new ArrayList<>();
    private @Nullable ReplyFrame latest;
    private int waitingBytes;
    private boolean done;

    /**
     * For one reply.
     *
     * @param withUsage whether an event that carries the usage alone is handed on
     * @param guard watches what goes to the caller
     * @param unwanted whether no one waits for the reply any more; any thread may ask
     */
    StreamedReply(
            AnswerSteps steps,
            ReplyReader reader,
            ReplyTranslator translator,
            Optional<Restoration> restoration,
            boolean withUsage,
            Optional<AnswerGuard> guard,
            BooleanSupplier unwanted) {
        this.steps = steps;
        this.reader = reader;
        this.translator = translator;
        this.restoration = restoration;
        this.withUsage = withUsage;
        this.guard = guard;
        this.unwanted = unwanted;
    }

    /**
     * Takes the next event.
     *
     * @throws CancellationException no one waits for the reply any more
     */
    Taken take(SseEvent event) {
        try {
            var frame = reader.event(event);
            done = reader.ended();
            if (unwanted.getAsBoolean()) {
                throw new CancellationException();
            }
            if (frame.isPresent()) {
                return take(event, frame.get());
            }
            translate(event, this::await);
            return Taken.SILENT;
        } catch (JsonException e) {
            return Taken.UNREADABLE;
        }
    }

    private Taken take(SseEvent event, ReplyFrame frame) {
        if (frame.error() || event.type().equals("error")) {
            var error = UpstreamError.of(frame.index().raw(0).getBytes(StandardCharsets.UTF_8));
            return new Taken(Kind.ERROR, error, frame.usage(), frame.characters());
        }
        try {
            latest = frame;
            if (!frame.usageOnly() || withUsage) {
                pass(event, frame);
                return Taken.of(frame.hasContent() ? Kind.CONTENT : Kind.OTHER, frame);
            }
            return Taken.of(Kind.OTHER, frame);
        } catch (JsonException e) {
            return Taken.of(Kind.UNREADABLE, frame);
        }
    }

    private void pass(SseEvent event, ReplyFrame frame) throws JsonException {
        if (restoration.isEmpty()) {
            translate(event, this::await);
            return;
        }
        for (var one : steps.restore(() -> restoration.get().event(event, frame))) {
            translate(one, this::await);
        }
    }

    private void translate(SseEvent event, Consumer<SseEvent> out) throws JsonException {
        if (guard.isEmpty()) {
            translator.event(event, out);
            return;
        }
        var translated = new ArrayList<SseEvent>();
        translator.event(event, translated::add);
        for (var one : translated) {
            guard.get().event(one, out);
        }
    }

    private void await(SseEvent event) {
        waiting.add(event);
        waitingBytes += event.raw().length;
    }

    /** Hands on what waits. */
    void handOn(Consumer<SseEvent> out) {
        waiting.forEach(out);
        waiting.clear();
        waitingBytes = 0;
    }

    /** Whether more without content waits than any stream begins with. */
    boolean isTooLong() {
        return waitingBytes > MOST_WAITING;
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
    void end(Consumer<SseEvent> out) {
        try {
            if (restoration.isPresent() && latest != null) {
                for (var ours : restoration.get().rest(latest)) {
                    translate(ours, out);
                }
            }
            if (guard.isEmpty()) {
                translator.end(out);
            } else {
                endGuarded(guard.get(), out);
            }
        } catch (JsonException e) {
            throw new IllegalStateException("wrote an event that cannot be read", e);
        }
    }

    private void endGuarded(AnswerGuard watching, Consumer<SseEvent> out) throws JsonException {
        watching.end(out);
        var last = new ArrayList<SseEvent>();
        translator.end(last::add);
        for (var i = 0; i < last.size(); i++) {
            if (i == last.size() - 1) {
                watching.beforeLast(out);
            }
            watching.event(last.get(i), out);
        }
    }
}
