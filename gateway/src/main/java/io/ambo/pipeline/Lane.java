package io.ambo.pipeline;

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

    private static final System.Logger LOG = System.getLogger(Lane.class.getName());

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
                problem = Problem.of(e);
            } catch (Error error) {
                problem = Problem.of(error);
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
            commit();
        } catch (IOException e) {
            alarm.accept(e);
            var lost = List.copyOf(recorded);
            recorded.clear();
            lost.forEach(exchange -> alone(exchange::unrecorded));
            now.forEach(flush -> alone(() -> flush.journalGone(e)));
            return;
        }
        recorded.clear();
        now.forEach(flush -> alone(flush::go));
    }

    /** What was to be recorded is not, whatever the writing dies of. */
    private void commit() throws IOException {
        try {
            journal.commit();
        } catch (RuntimeException | Error mishap) {
            throw new IOException(mishap.getClass().getName(), mishap);
        }
    }

    /** A mishap of one who waited for the end of the turn is not one of the others. */
    private static void alone(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException | Error mishap) {
            LOG.log(System.Logger.Level.ERROR, "the end of a turn met a bug", Scrubbed.of(mishap));
        }
    }
}
