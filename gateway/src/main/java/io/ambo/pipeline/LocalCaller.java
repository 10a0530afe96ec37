package io.ambo.pipeline;

import io.ambo.core.Caller;
import io.ambo.core.Clock;
import io.ambo.core.LoopTick;
import io.ambo.core.MemoryBudget;
import io.ambo.core.MemoryShare;
import io.ambo.core.Refusal;
import io.ambo.format.Surface;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;

/**
 * Lets code of this program ask a model: through the same nine steps as a request over HTTP, on one lane, with an entry of
 * its own. Any thread may use it.
 */
public final class LocalCaller {

    private final Executor loop;
    private final Lane lane;
    private final Pipeline pipeline;
    private final MemoryBudget memory;
    private final Clock clock;

    /** Asks by this lane; {@code memory} is what all bodies share. */
    public LocalCaller(Executor loop, Lane lane, Pipeline pipeline, MemoryBudget memory, Clock clock) {
        this.loop = loop;
        this.lane = lane;
        this.pipeline = pipeline;
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * A whole answer.
     *
     * @param body as a caller over HTTP would get it, events and all where a stream was asked for
     * @param headers what the reply says of itself
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Answered(byte[] body, Map<String, String> headers) {

        public Answered {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * Asks in the name of a caller, whose limits and rights hold. What it gives ends when the entry is on file; it ends
     * with a {@link Refusal} where there is no answer, or none that is whole. Cancelling it gives the request up.
     *
     * @param body a request in the format of the surface
     * @param tags for the entry, as {@code x-ambo-tags} has them
     */
    public CompletableFuture<Answered> ask(Caller caller, Surface surface, byte[] body, Map<String, String> tags) {
        var answer = new CompletableFuture<Answered>();
        onLoop(answer, () -> begin(caller, surface, body.clone(), tags, answer));
        return answer;
    }

    private void begin(
            Caller caller, Surface surface, byte[] body, Map<String, String> tags, CompletableFuture<Answered> answer) {
        var share = new MemoryShare(memory);
        if (!share.growTo(body.length)) {
            answer.completeExceptionally(Refusal.noMemory());
            return;
        }
        Exchange exchange;
        try {
            exchange = pipeline.admit(head(surface, tags), caller, new Collected(answer));
        } catch (RuntimeException | Error bug) {
            share.release();
            answer.completeExceptionally(bug);
            return;
        }
        answer.whenComplete((_, _) -> onLoop(answer, exchange::callerLeft));
        if (exchange.headRefusal().isPresent()) {
            share.release();
            exchange.refuse(exchange.headRefusal().get());
        } else {
            pipeline.serve(exchange, body, share);
        }
    }

    private RequestHead head(Surface surface, Map<String, String> tags) {
        var written = tags.entrySet().stream()
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining(","));
        Map<String, List<String>> steering = tags.isEmpty() ? Map.of() : Map.of("x-ambo-tags", List.of(written));
        return new RequestHead(surface, clock.now(), clock.nanoTime(), null, null, steering);
    }

    private void onLoop(CompletableFuture<Answered> answer, Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException stopped) {
            answer.completeExceptionally(stopped);
        }
    }

    /** Gathers a reply; it is told at the end of the turn, when its entry is on file. */
    private final class Collected implements Reply {

        private final CompletableFuture<Answered> answer;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private Map<String, String> headers = Map.of();

        Collected(CompletableFuture<Answered> answer) {
            this.answer = answer;
        }

        private void atEnd(Runnable told) {
            lane.atEnd(new LoopTick.Flush() {
                @Override
                public void go() {
                    told.run();
                }

                @Override
                public void journalGone(IOException cause) {
                    answer.completeExceptionally(cause);
                }
            });
        }

        @Override
        public void begin(long length, Map<String, String> with) {
            headers = with;
        }

        @Override
        public void write(byte[] bytes) {
            body.writeBytes(bytes);
        }

        @Override
        public void flush() {
            // All of it is told at the end.
        }

        @Override
        public void end() {
            atEnd(() -> answer.complete(new Answered(body.toByteArray(), headers)));
        }

        @Override
        public void refuse(Refusal refusal, Map<String, String> with) {
            atEnd(() -> answer.completeExceptionally(refusal));
        }

        @Override
        public void breakOff(Refusal refusal) {
            atEnd(() -> answer.completeExceptionally(refusal));
        }

        @Override
        public void drop() {
            answer.completeExceptionally(new IOException("the answer was dropped"));
        }

        @Override
        public boolean writable() {
            return true;
        }
    }
}
