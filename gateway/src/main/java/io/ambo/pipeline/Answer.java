package io.ambo.pipeline;

import io.ambo.core.Capability;
import io.ambo.core.MemoryShare;
import io.ambo.core.Refusal;
import io.ambo.dialect.EmbeddingsReply.Flaw;
import io.ambo.dialect.OpenAiReply;
import io.ambo.dialect.ReplyFrame;
import io.ambo.dialect.ReplyTranslator;
import io.ambo.dialect.UpstreamError;
import io.ambo.privacy.Deidentified;
import io.ambo.provider.CallFailure;
import io.ambo.wire.JsonException;
import io.ambo.wire.JsonIndex;
import io.ambo.wire.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer of one attempt on its way up: translated, restored, metered, handed to the caller.
 *
 * <p>The caller gets nothing before the first frame with content, so that an error before it can still lead to the next
 * candidate. After it, an error is told as an error.
 */
final class Answer implements Exchange.AttemptListener {

    /* Bytes of frames without content that are kept until content comes. */
    private static final int MOST_WAITING = 1024 * 1024;

    private final Exchange exchange;
    private final AttemptResult result;
    private final AnswerSteps steps;
    private final ErrorScrubber scrubber;
    private final AttemptRecord attempt;
    private final ReplyTranslator translator;
    private final Optional<Restoration> restoration;
    private final List<SseEvent> waiting = new ArrayList<>();
    private final StreamCompleteness completeness;
    private final UsageCounter counter;
    private final boolean wantsUsage;
    private @Nullable JsonIndex latest;
    private int status;
    /** An answer of one piece came where a stream was asked for: an error, if anything that can be read. */
    private boolean unstreamed;

    private long retryAfter;
    private boolean finished;
    private boolean over;
    private int waitingBytes;

    /** A large answer is being read away from the loop; it ends when it is back. */
    private boolean away;

    Answer(Exchange exchange, AttemptResult result, AnswerSteps steps, Departure departure, AttemptRecord attempt) {
        this.exchange = exchange;
        this.result = result;
        this.steps = steps;
        this.attempt = attempt;
        this.counter = new UsageCounter(attempt);
        this.completeness = new StreamCompleteness(exchange.request().choices());
        this.translator = departure
                .dialect()
                .translator(exchange.request(), exchange.arrival().at().getEpochSecond());
        var jsonAsked = exchange.request().needs().contains(Capability.JSON);
        this.restoration = departure
                .deidentified()
                .filter(Deidentified::hasPlaceholders)
                .map(deidentified ->
                        new Restoration(deidentified, exchange.rules().policy().restoreInAddresses(), jsonAsked));
        this.scrubber = new ErrorScrubber(
                departure.outbound().way().reach(), exchange.rules().scanner(), restoration);
        this.wantsUsage = exchange.request().includeUsage();
    }

    @Override
    public String request() {
        return exchange.arrival().id().text();
    }

    @Override
    public void head(int answered, boolean stream, long retryAfterSeconds) {
        status = answered;
        retryAfter = retryAfterSeconds;
        attempt.head(answered);
        unstreamed = answered == 200 && !stream && exchange.request().stream();
        if (answered == 200 && stream && !exchange.request().stream()) {
            flawed("wrong-content-type", Failures.unreadable(attempt), true);
        }
    }

    @Override
    public void staleConnection() {
        exchange.attempted(attempt.stale());
    }

    @Override
    public void event(SseEvent event) {
        guarded(() -> translator.event(event, this::frame));
    }

    /** Words on their way do not wait for those of others; only the end waits for what is put on file. */
    @Override
    public void paused() {
        if (attempt.committed() && !over) {
            exchange.guarded(exchange.reply()::flush);
        }
    }

    @Override
    public void body(byte[] body, MemoryShare memory) {
        attempt.received(body.length);
        if (status == 200 && !unstreamed && body.length > Pipeline.LARGE) {
            readAway(body, memory);
            return;
        }
        try {
            guarded(() -> {
                if (unstreamed) {
                    unstreamed(body);
                } else if (status == 200) {
                    whole(reading().read(body));
                } else {
                    fail(
                            "status-" + status,
                            Failures.status(
                                            status,
                                            said(body),
                                            attempt,
                                            exchange.request().model())
                                    .retryAfter(retryAfter),
                            Failures.blamesDestination(status));
                }
            });
        } finally {
            memory.release();
        }
    }

    /** Needs the request, which is let go when an answer begins. */
    private WholeAnswer.Reading reading() {
        return new WholeAnswer.Reading(steps, exchange.request(), translator, restoration);
    }

    private void unstreamed(byte[] body) {
        var error = body.length > Pipeline.LARGE ? UpstreamError.NOTHING : said(body);
        if (error.words().isBlank()) {
            flawed("wrong-content-type", Failures.unreadable(attempt), true);
        } else {
            flawed("error-answer", Failures.errorEvent(error, attempt), true);
        }
    }

    /** Its memory is taken until it has been read, also where nobody waits for it any more. */
    private void readAway(byte[] body, MemoryShare memory) {
        if (over || exchange.isOver()) {
            memory.release();
            return;
        }
        away = true;
        var reading = reading();
        steps.offload(body.length, () -> reading.read(body), read -> {
            away = false;
            memory.release();
            guarded(() -> whole(read.get()));
            ended();
        });
    }

    private interface Part {
        void run() throws JsonException;
    }

    /** What an upstream sent that cannot be read is its failure, not ours. */
    private void guarded(Part part) {
        if (!over) {
            exchange.guarded(() -> {
                try {
                    part.run();
                } catch (JsonException e) {
                    flawed("unreadable-answer", Failures.unreadable(attempt), true);
                }
            });
        }
    }

    private void frame(SseEvent event) {
        if (over || completeness.isDone()) {
            return;
        }
        if (event.isDone()) {
            done();
            return;
        }
        try {
            var index = JsonIndex.of(event.bytes(), event.dataStart(), event.dataEnd());
            latest = index;
            if (index.is(0, JsonIndex.OBJECT)) {
                frame(event, OpenAiReply.read(index));
            } else {
                flawed("unreadable-answer", Failures.unreadable(attempt), true);
            }
        } catch (JsonException e) {
            flawed("unreadable-answer", Failures.unreadable(attempt), true);
        }
    }

    /** The answer is whole, whatever comes behind it; what comes is read, for the connection may yet end in order. */
    private void done() {
        completeness.done();
        if (attempt.committed()) {
            exchange.writable(true);
            end();
        }
    }

    private void frame(SseEvent event, ReplyFrame frame) throws JsonException {
        counter.take(frame.characters(), frame.usage());
        if (frame.error() || event.type().equals("error")) {
            var error = said(frame.index().raw(0).getBytes(StandardCharsets.UTF_8));
            flawed("error-event", Failures.errorEvent(error, attempt), true);
            return;
        }
        completeness.take(frame);
        if (frame.usageOnly() && !wantsUsage) {
            return;
        }
        var restored =
                restoration.isPresent() ? steps.restore(() -> restoration.get().event(event, frame)) : List.of(event);
        if (attempt.committed()) {
            restored.forEach(this::write);
        } else if (frame.hasContent()) {
            waiting.addAll(restored);
            commit();
        } else {
            keep(restored);
        }
    }

    /** Frames of life-cycle wait for the first content, but not without end. */
    private void keep(List<SseEvent> frames) {
        waiting.addAll(frames);
        frames.forEach(frame -> waitingBytes += frame.raw().length);
        if (waitingBytes > MOST_WAITING) {
            flawed(CallFailure.ANSWER_TOO_LONG);
        }
    }

    private void commit() {
        exchange.firstWords(-1);
        result.speaks(attempt);
        waiting.forEach(this::write);
        waiting.clear();
        exchange.forgetRequest();
        if (!exchange.reply().writable()) {
            exchange.writable(false);
        }
    }

    private void write(SseEvent event) {
        exchange.wrote(event.raw().length);
        exchange.reply().write(event.raw());
    }

    private void whole(WholeAnswer answer) {
        counter.take(answer.characters(), answer.usage());
        switch (answer.kind()) {
            case ERROR -> flawed("error-answer", Failures.errorEvent(scrubber.scrub(answer.error()), attempt), true);
            case WRONG_EMBEDDINGS -> {
                var flaw = answer.flaw().orElseThrow();
                flawed("wrong-embeddings", Failures.embeddings(flaw, attempt), flaw == Flaw.NOT_THESE);
            }
            case UNREADABLE -> flawed("unreadable-answer", Failures.unreadable(attempt), true);
            case ANSWER -> {
                finished = true;
                exchange.firstWords(answer.bytes().length);
                exchange.wrote(answer.bytes().length);
                exchange.reply().write(answer.bytes());
            }
        }
    }

    @Override
    public void ended() {
        if (!away && !over && !exchange.isOver()) {
            exchange.guarded(this::end);
        }
    }

    private void end() {
        if (finished) {
            settle();
        } else if (attempt.committed() && (translator.ended() || completeness.isWhole())) {
            restoration.ifPresent(present -> {
                if (latest != null) {
                    present.rest(latest).forEach(this::write);
                }
            });
            write(SseEvent.of("[DONE]"));
            settle();
        } else {
            flawed(CallFailure.CUT_SHORT);
        }
    }

    /** The answer is whole: metered, recorded, and only then ended. */
    private void settle() {
        over = true;
        attempt.ended("answered");
        estimate();
        result.answered(attempt);
        restoration.ifPresent(present -> exchange.restored(present.restored()));
        steps.meter(attempt);
        exchange.served();
    }

    @Override
    public void failed(CallFailure failure) {
        if (over || exchange.isOver()) {
            return;
        }
        if (failure == CallFailure.JOURNAL_GONE) {
            over = true;
            unsentIfSo();
            result.unrecorded(attempt, failure.code(), Failures.call(failure, attempt, exchange));
        } else if (failure == CallFailure.NO_MEMORY) {
            exchange.refuse(Failures.call(failure, attempt, exchange));
        } else {
            if (failure.mayBeBilled() && exchange.sent()) {
                estimate();
            }
            fail(failure.code(), Failures.call(failure, attempt, exchange), failure.blamesDestination());
        }
    }

    /** It came as HTTP, and is no answer: what the log of calls does not say yet. */
    private void flawed(CallFailure failure) {
        flawed(failure.code(), Failures.call(failure, attempt, exchange), failure.blamesDestination());
    }

    private void flawed(String code, Refusal refusal, boolean blame) {
        Failures.log(exchange.arrival().id(), attempt.destination().id(), code);
        fail(code, refusal, blame);
    }

    /** Before the first content the next candidate is tried; after it the caller is told. */
    private void fail(String code, Refusal refusal, boolean blame) {
        over = true;
        unsentIfSo();
        exchange.giveUp();
        if (status == 200) {
            estimate();
        }
        if (!attempt.committed()) {
            result.failed(attempt, code, refusal, blame, retryAfter);
            return;
        }
        attempt.ended(code);
        result.brokeOff(attempt, code);
        steps.meter(attempt);
        restoration.ifPresent(present -> exchange.restored(present.restored()));
        exchange.refuse(refusal);
    }

    /** The call is given up for this reason, and costs the worst that is known where nobody counted it to the end. */
    @Override
    public void abandon(String code) {
        if (!over) {
            over = true;
            attempt.ended(code);
            if (exchange.sent()) {
                attempt.received(exchange.upstreamBytes());
                counter.estimateWorst(exchange.question().size(), finished || completeness.isWhole());
            }
            unsentIfSo();
            restoration.filter(_ -> !away).ifPresent(present -> exchange.restored(present.restored()));
            steps.meter(attempt);
        }
    }

    private void unsentIfSo() {
        if (!exchange.sent()) {
            attempt.unsent();
        }
    }

    /** Where nobody counted, we estimate and say so. */
    private void estimate() {
        attempt.received(exchange.upstreamBytes());
        counter.estimate(exchange.question().size().input());
    }

    private UpstreamError said(byte[] errorBody) {
        return scrubber.scrub(translator.error(errorBody));
    }
}
