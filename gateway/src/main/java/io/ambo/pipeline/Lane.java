package io.ambo.pipeline;

import io.ambo.core.LoopTick;
import io.ambo.core.Refusal;
import io.ambo.core.SanitizedException;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Journal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the requests of one event loop share: its turns, each of which ends with a journal commit, and access to the
 * workers.
 */
public final class Lane implements LoopTick {

    private static final System.Logger LOG = System.getLogger(Lane.class.getName());

    private final Executor loop;
    private final Journal journal;
    private final WorkerPool workers;
    private final Consumer<IOException> alarm;
    private List<Flush> flushes = new ArrayList<>();
    private final List<Runnable> recorded = new ArrayList<>();
    private boolean ending;

    /**
     * The lane of one loop.
     *
     * @param loop runs tasks on the lane's loop
     * @param alarm hears of every failure to write the journal
     */
    public Lane(Executor loop, Journal journal, WorkerPool workers, Consumer<IOException> alarm) {
        this.loop = loop;
        this.journal = journal;
        this.workers = workers;
        this.alarm = alarm;
    }

    /** Puts an entry into the journal; it is on file at the end of this turn, or {@code lost} runs. */
    void record(Entry entry, Runnable lost) {
        journal.append(entry);
        recorded.add(lost);
        endLater();
    }

    /**
     * Does work on so many bytes away from the loop. Work that needs more memory than there is gives back what it had when
     * it is over, so that others go on and who waits for it is told.
     *
     * @param unwanted asked when the work is about to begin
     * @param then hears on the loop that it is done; what it is given returns the result, or throws what the work threw:
     *     a {@link Refusal} where too much is waiting already
     */
    <T> void offload(long bytes, BooleanSupplier unwanted, Supplier<T> work, Consumer<Supplier<T>> then) {
        try {
            workers.execute(() -> {
                var done = done(() -> workers.withMemory(bytes, unwanted, work));
                tell(() -> then.accept(done));
            });
        } catch (RejectedExecutionException full) {
            tell(() -> then.accept(() -> {
                throw Refusal.noMemory();
            }));
        }
    }

    /** Does the work now; its result or exception is delivered later. */
    private static <T> Supplier<T> done(Supplier<T> work) {
        try {
            var result = work.get();
            return () -> result;
        } catch (RuntimeException e) {
            return () -> {
                throw e;
            };
        } catch (Error error) {
            return () -> {
                throw error;
            };
        }
    }

    /** If the loop has stopped, its requests have ended. */
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
            lost.forEach(Lane::alone);
            now.forEach(flush -> alone(() -> flush.journalGone(e)));
            return;
        }
        recorded.clear();
        now.forEach(flush -> alone(flush::go));
    }

    /** Any failure of the journal means that nothing was recorded. */
    private void commit() throws IOException {
        try {
            journal.commit();
        } catch (RuntimeException | Error failure) {
            throw new IOException(failure.getClass().getName(), failure);
        }
    }

    /** A failure of one flush must not affect the others. */
    private static void alone(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException | Error failure) {
            LOG.log(System.Logger.Level.ERROR, "the end of a turn met a bug", SanitizedException.of(failure));
        }
    }
}
