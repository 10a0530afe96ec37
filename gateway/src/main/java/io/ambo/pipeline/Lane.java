package io.ambo.pipeline;

import io.ambo.core.Refusal;
import io.ambo.core.Turn;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Journal;
import io.ambo.provider.Providers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * What the requests of one event loop share: the way to providers and the journal's writer. No locks, no crossing over.
 */
public final class Lane implements Turn {

    private final Executor loop;
    private final Journal journal;
    private final Consumer<IOException> alarm;
    private List<Flush> flushes = new ArrayList<>();
    private final List<Exchange> recorded = new ArrayList<>();
    private boolean ending;
    private Providers providers;

    /**
     * A lane whose providers are set by {@link #connect}, because they need the lane's turns.
     *
     * @param loop runs tasks on the lane's loop
     * @param alarm hears of every failure to write the journal
     */
    @SuppressWarnings("NullAway.Init")
    public Lane(Executor loop, Journal journal, Consumer<IOException> alarm) {
        this.loop = loop;
        this.journal = journal;
        this.alarm = alarm;
    }

    /** Ends the building of the lane. */
    public void connect(Providers to) {
        providers = to;
    }

    public Providers providers() {
        return providers;
    }

    /** Puts an exchange's entry into the journal; it is on file at the end of this turn, or the exchange hears of it. */
    void record(Exchange exchange, Entry entry) {
        journal.append(entry);
        recorded.add(exchange);
        endLater();
    }

    /**
     * Runs a task away from the loop; how it went is told on the loop. One that needs more memory than there is gives back
     * what it had when it is over, so that others go on and whoever waits for it is told.
     */
    void away(Runnable task, Consumer<Problem> then) {
        Thread.ofVirtual().name("lane-work").start(() -> {
            var problem = Problem.NONE;
            try {
                task.run();
            } catch (RuntimeException e) {
                problem = new Problem(e);
            } catch (OutOfMemoryError tooMuch) {
                problem = new Problem(Refusal.noMemory());
            }
            var told = problem;
            tell(() -> then.accept(told));
        });
    }

    /** A loop that has stopped in the meantime has ended what wanted to know. */
    private void tell(Runnable answer) {
        try {
            loop.execute(answer);
        } catch (RejectedExecutionException stopped) {
            return;
        }
    }

    @Override
    public void atEnd(Flush flush) {
        flushes.add(flush);
        endLater();
    }

    private void endLater() {
        if (!ending) {
            ending = true;
            loop.execute(this::end);
        }
    }

    private void end() {
        ending = false;
        var now = flushes;
        flushes = new ArrayList<>();
        try {
            journal.commit();
        } catch (IOException e) {
            alarm.accept(e);
            var lost = List.copyOf(recorded);
            recorded.clear();
            lost.forEach(Exchange::unrecorded);
            now.forEach(flush -> flush.journalGone(e));
            return;
        }
        recorded.clear();
        now.forEach(Flush::go);
    }
}
