package io.ambo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.core.LoopTick;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Journal;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Work away from the loop, and the end of a turn: however they go, whoever waits is told. */
class LaneTest {

    /** Nothing is recorded here. */
    private static class NoJournal implements Journal {

        @Override
        public void append(Entry entry) {
            throw new IllegalStateException("nothing is recorded here");
        }

        @Override
        public void commit() {
            throw new IllegalStateException("nothing is recorded here");
        }
    }

    private static Supplier<String> offload(WorkerPool workers, Supplier<String> work) {
        var told = new CompletableFuture<Supplier<String>>();
        new Lane(Runnable::run, new NoJournal(), workers, told::completeExceptionally)
                .offload(1, () -> false, work, told::complete);
        return told.join();
    }

    @Test
    void workGivesItsResultWhereItIsWaitedFor() {
        try (var workers = new WorkerPool(1, 1)) {
            assertThat(offload(workers, () -> "done").get()).isEqualTo("done");
        }
    }

    @Test
    void whatItThrowsIsThrownWhereItIsWaitedFor() {
        var bug = new IllegalArgumentException("made up");
        for (var thrown : List.of(bug, new OutOfMemoryError("made up"), new StackOverflowError("made up"))) {
            try (var workers = new WorkerPool(1, 1)) {
                var done = offload(workers, () -> {
                    throw sneaky(thrown);
                });
                assertThatThrownBy(done::get).isSameAs(thrown);
            }
        }
    }

    private static RuntimeException sneaky(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return (RuntimeException) thrown;
    }

    @Test
    void workThatNobodyWantsWhenItsTurnComesIsNotDone() {
        try (var workers = new WorkerPool(1, 1)) {
            var told = new CompletableFuture<Supplier<String>>();
            new Lane(Runnable::run, new NoJournal(), workers, told::completeExceptionally)
                    .offload(1, () -> true, () -> "done", told::complete);
            assertThatThrownBy(told.join()::get).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void whereTooManyWaitTheNextIsRefused() {
        var gate = new CountDownLatch(1);
        try (var workers = new WorkerPool(1, 1, 1)) {
            var lane = new Lane(Runnable::run, new NoJournal(), workers, _ -> {});
            var told = new ArrayList<CompletableFuture<Supplier<String>>>();
            for (var i = 0; i < 4; i++) {
                var next = new CompletableFuture<Supplier<String>>();
                told.add(next);
                lane.offload(1, () -> false, () -> waited(gate), next::complete);
            }
            assertThatThrownBy(told.getLast().join()::get)
                    .isInstanceOfSatisfying(
                            Refusal.class, it -> assertThat(it.reason()).isEqualTo(Reason.BUSY));
            gate.countDown();
            assertThat(told.getFirst().join().get()).isEqualTo("done");
        }
    }

    /** Their sum is more than there is, so the second begins when the first has ended. */
    @Test
    void largeWorksShareTheWorkingMemory() {
        try (var workers = new WorkerPool(2, 1 << 20)) {
            var lane = new Lane(Runnable::run, new NoJournal(), workers, _ -> {});
            var most = new AtomicInteger();
            var now = new AtomicInteger();
            var told = new ArrayList<CompletableFuture<Supplier<String>>>();
            for (var i = 0; i < 20; i++) {
                var next = new CompletableFuture<Supplier<String>>();
                told.add(next);
                lane.offload(
                        1 << 20,
                        () -> false,
                        () -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            now.decrementAndGet();
                            return "done";
                        },
                        next::complete);
            }
            assertThat(told).allSatisfy(it -> assertThat(it.join().get()).isEqualTo("done"));
            assertThat(most).hasValue(1);
        }
    }

    private static String waited(CountDownLatch gate) {
        try {
            gate.await();
            return "done";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Notes what it is told. */
    private record Waiter(String name, List<String> told) implements LoopTick.Flush {
        @Override
        public void go() {
            told.add(name + " goes");
            if (name.equals("broken")) {
                throw new OutOfMemoryError("made up");
            }
        }

        @Override
        public void journalGone(IOException cause) {
            told.add(name + " hears " + cause.getMessage());
            if (name.equals("broken")) {
                throw new IllegalStateException("made up");
            }
        }
    }

    private static List<String> turn(Journal journal, Consumer<IOException> alarm) {
        var told = new ArrayList<String>();
        var loop = new ArrayDeque<Runnable>();
        try (var workers = new WorkerPool(1, 1)) {
            var lane = new Lane(loop::add, journal, workers, alarm);
            lane.atEnd(new Waiter("one", told));
            lane.atEnd(new Waiter("broken", told));
            lane.atEnd(new Waiter("other", told));
            loop.remove().run();
        }
        return told;
    }

    @Test
    void whoStumblesAtTheEndOfATurnHoldsUpNoOther() {
        var journal = new NoJournal() {
            @Override
            public void commit() {}
        };
        assertThat(turn(journal, _ -> {})).containsExactly("one goes", "broken goes", "other goes");
    }

    @Test
    void aCommitThatDiesOfAnythingIsAJournalThatCannotBeWritten() {
        var alarmed = new ArrayList<IOException>();
        var journal = new NoJournal() {
            @Override
            public void commit() {
                throw new OutOfMemoryError("made up");
            }
        };
        assertThat(turn(journal, alarmed::add))
                .containsExactly(
                        "one hears java.lang.OutOfMemoryError",
                        "broken hears java.lang.OutOfMemoryError",
                        "other hears java.lang.OutOfMemoryError");
        assertThat(alarmed).hasSize(1);
    }
}
