package io.ambo.pipeline;

import io.ambo.core.Capability;
import io.ambo.core.MemoryShare;
import io.ambo.core.Refusal;
import io.ambo.format.EmbeddingsReply.Flaw;
import io.ambo.format.ReplyReader;
import io.ambo.format.ReplyTranslator;
import io.ambo.format.UpstreamError;
import io.ambo.privacy.Deidentified;
import io.ambo.provider.CallFailure;
import io.ambo.wire.SseEvent;
import java.util.Optional;

/**
 * Hears the answer of one attempt on its way up: restored in the upstream's own format, translated where the caller speaks
 * another, metered, handed to the caller.
 *
 * <p>The caller gets nothing before the first frame with content, so that an error before it can still lead to the next
 * candidate. After it, an error is told as an error.
 */
final class AnswerListener implements Exchange.AttemptListener, EventQueue.Taker {

    private final Exchange exchange;
    private final AttemptResult result;
    private final AnswerSteps steps;
    private final ErrorScrubber scrubber;
    private final AttemptRecord attempt;
    private final ReplyReader reader;
    private final ReplyTranslator translator;
    private final Optional<Restoration> restoration;
    private final Optional<AnswerGuard> guard;
    private final StreamedReply stream;
    private final UsageCounter counter;
    private final EventQueue events = new EventQueue(this);
    private int status;
    private final boolean streamAsked;
    private long retryAfter;
    private boolean finished;
    private boolean over;

    /** A large answer is being read away from the loop; it ends when it is back. */
    private boolean away;

    AnswerListener(
            Exchange exchange, AttemptResult result, AnswerSteps steps, PreparedCall prepared, AttemptRecord attempt) {
        this.exchange = exchange;
        this.result = result;
        this.steps = steps;
        this.attempt = attempt;
        this.counter = new UsageCounter(attempt);
        var format = prepared.format();
        this.streamAsked = exchange.request().stream();
        this.reader = new SealedReader(format.reader(exchange.request()), steps, attempt);
        this.translator =
                format.translator(exchange.request(), exchange.context().at().getEpochSecond());
        var jsonAsked = exchange.request().needs().contains(Capability.JSON);
        this.restoration = prepared.deidentified()
                .filter(Deidentified::hasPlaceholders)
                .map(deidentified ->
                        Restoration.of(deidentified, exchange.rules().policy(), reader, jsonAsked));
        this.scrubber = new ErrorScrubber(
                prepared.outbound().way().endpoint(), exchange.rules().scanner(), restoration);
        var withUsage = exchange.request().includeUsage()
                || !exchange.request().format().equals(format);
        this.guard = AnswerGuard.of(exchange, jsonAsked);
        this.stream = new StreamedReply(steps, reader, translator, restoration, withUsage, guard, exchange::isOver);
    }

    @Override
    public String request() {
        return exchange.context().id().text();
    }

    @Override
    public void head(int answered, boolean stream, long retryAfterSeconds) {
        status = answered;
        retryAfter = retryAfterSeconds;
        attempt.head(answered);
    }

    @Override
    public void staleConnection() {
        exchange.attempted(attempt.stale());
    }

    @Override
    public void event(SseEvent event) {
        if (isWanted()) {
            events.add(event);
        }
    }

    /** A stream that was not asked for is no answer. */
    private boolean isWanted() {
        if (!over && !streamAsked) {
            flawed("wrong-content-type", Failures.unreadable(attempt), true);
        }
        return !over;
    }

    @Override
    public void largeEvent(SseEvent event, MemoryShare memory) {
        if (isWanted()) {
            events.add(event, memory);
        } else {
            memory.release();
        }
    }

    @Override
    public void take(SseEvent event) {
        if (!stream.isDone()) {
            guarded(() -> taken(stream.take(event)));
        }
    }

    @Override
    public void takeAway(SseEvent event, Runnable back) {
        exchange.reading(false);
        steps.offload(event.raw().length, () -> stream.take(event), taken -> {
            guarded(() -> taken(taken.get()));
            back.run();
        });
    }

    @Override
    public void idle() {
        if (!over) {
            exchange.reading(true);
            paused();
        }
    }

    @Override
    public void noMemory() {
        exchange.refuse(Refusal.noMemory());
    }

    private void taken(StreamedReply.Taken said) {
        counter.take(said.characters(), said.usage());
        switch (said.kind()) {
            case ERROR -> flawed("error-event", Failures.errorEvent(scrubber.scrub(said.error()), attempt), true);
            case UNREADABLE -> flawed("unreadable-answer", Failures.unreadable(attempt), true);
            case CONTENT -> {
                commit();
                handOn();
            }
            case OTHER -> handOn();
        }
    }

    private void handOn() {
        if (attempt.committed()) {
            stream.handOn(this::write);
        }
        if (stream.isDone()) {
            done();
        } else if (!attempt.committed() && stream.isTooLong()) {
            flawed(CallFailure.ANSWER_TOO_LONG);
        }
    }

    /** Events are flushed at once; only the end of the answer waits for the journal. */
    @Override
    public void paused() {
        if (attempt.committed() && !over) {
            exchange.guarded(exchange.reply()::flush);
        }
    }

    @Override
    public void body(byte[] body, MemoryShare memory) {
        attempt.received(body.length);
        if (status == 200 && !streamAsked && body.length > Pipeline.large(guard.isPresent())) {
            readAway(body, memory);
            return;
        }
        try {
            guarded(() -> read(body));
        } finally {
            memory.release();
        }
    }

    private void read(byte[] body) {
        if (status != 200) {
            var told = Failures.status(
                    status, said(body), attempt, exchange.request().model());
            fail("status-" + status, told.retryAfter(retryAfter), Failures.blamesDestination(status));
        } else if (streamAsked) {
            unstreamed(body);
        } else {
            whole(reading().read(body));
        }
    }

    /** Needs the request, which is let go when an answer begins. */
    private WholeAnswer.Reading reading() {
        return new WholeAnswer.Reading(steps, exchange.request(), reader, translator, restoration, guard);
    }

    /** An answer of one piece came where a stream was asked for: an error, if anything that can be read. */
    private void unstreamed(byte[] body) {
        var error = body.length > Pipeline.LARGE ? UpstreamError.NOTHING : said(body);
        if (error.words().isBlank()) {
            flawed("wrong-content-type", Failures.unreadable(attempt), true);
        } else {
            flawed("error-answer", Failures.errorEvent(error, attempt), true);
        }
    }

    /** Its memory stays reserved until it has been read, even if the caller has left. */
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

    private void guarded(Runnable part) {
        if (!over) {
            exchange.guarded(part);
        }
    }

    /** The answer is complete. The rest of the stream is read and ignored, so that the connection can be reused. */
    private void done() {
        if (attempt.committed()) {
            exchange.writable(true);
            end();
        }
    }

    private void commit() {
        if (attempt.committed()) {
            return;
        }
        exchange.firstWords(-1);
        result.speaks(attempt);
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
                guard.ifPresent(exchange::guarded);
                exchange.firstWords(answer.bytes().length);
                exchange.wrote(answer.bytes().length);
                exchange.reply().write(answer.bytes());
            }
        }
    }

    @Override
    public void ended() {
        if (!away) {
            events.atEnd(() -> guarded(this::end));
        }
    }

    private void end() {
        if (finished) {
            settle();
        } else if (attempt.committed() && stream.isWhole()) {
            stream.end(this::write);
            settle();
        } else {
            flawed(CallFailure.CUT_SHORT);
        }
    }

    /** The answer is whole: metered, recorded, and only then ended. */
    private void settle() {
        nothingMore();
        attempt.ended("answered");
        estimate(false, true);
        result.answered(attempt);
        exchange.worked(restoration, guard);
        steps.meter(attempt);
        exchange.served();
    }

    @Override
    public void failed(CallFailure failure) {
        if (over || exchange.isOver()) {
            return;
        }
        if (failure == CallFailure.JOURNAL_GONE) {
            nothingMore();
            unsentIfSo();
            result.unrecorded(attempt, failure.code(), Failures.call(failure, attempt, exchange));
        } else {
            events.atEnd(() -> broken(failure));
        }
    }

    /** After all that came before it. */
    private void broken(CallFailure failure) {
        if (failure == CallFailure.NO_MEMORY) {
            exchange.refuse(Failures.call(failure, attempt, exchange));
        } else {
            if (failure.mayBeBilled() && exchange.sent()) {
                estimate(failure.isTimeout(), finished);
            }
            fail(failure.code(), Failures.call(failure, attempt, exchange), failure.blamesDestination());
        }
    }

    /** A valid HTTP response that is not an answer; the call's own log does not report it. */
    private void flawed(CallFailure failure) {
        flawed(failure.code(), Failures.call(failure, attempt, exchange), failure.blamesDestination());
    }

    private void flawed(String code, Refusal refusal, boolean blame) {
        Failures.log(exchange.context().id(), attempt.destination().id(), code);
        fail(code, refusal, blame);
    }

    /** Before the first content the next candidate is tried; after it the caller is told. */
    private void fail(String code, Refusal refusal, boolean blame) {
        nothingMore();
        unsentIfSo();
        exchange.giveUp();
        if (status == 200) {
            estimate(false, false);
        }
        if (!attempt.committed()) {
            result.failed(attempt, code, refusal, blame, retryAfter);
            return;
        }
        attempt.ended(code);
        result.brokeOff(attempt, code);
        steps.meter(attempt);
        exchange.worked(restoration, guard);
        exchange.refuse(refusal);
    }

    /** The call is cancelled; if its usage was not counted to the end, the highest known cost is charged. */
    @Override
    public void abandon(String code) {
        if (!over) {
            var here = !away && events.isIdle();
            nothingMore();
            attempt.ended(code);
            if (exchange.sent()) {
                estimate(true, finished || here && stream.isWhole());
            }
            unsentIfSo();
            exchange.worked(restoration.filter(_ -> here), guard.filter(_ -> here));
            steps.meter(attempt);
        }
    }

    private void nothingMore() {
        over = true;
        events.clear();
    }

    private void unsentIfSo() {
        if (!exchange.sent()) {
            attempt.unsent();
        }
    }

    /** If the provider did not count, the usage is estimated; of an answer that goes on unseen, the most it can be. */
    private void estimate(boolean goesOn, boolean whole) {
        attempt.received(exchange.upstreamBytes());
        counter.estimate(exchange.question().size(), goesOn, whole);
    }

    private UpstreamError said(byte[] errorBody) {
        return scrubber.scrub(UpstreamError.of(errorBody));
    }
}
