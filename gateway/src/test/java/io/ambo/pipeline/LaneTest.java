package io.ambo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.core.Turn;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Journal;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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

    private static Problem away(Runnable task) {
        var told = new CompletableFuture<Problem>();
        new Lane(Runnable::run, new NoJournal(), told::completeExceptionally).away(task, told::complete);
        return told.join();
    }

    @Test
    void workThatEndsWellHasNoProblem() {
        assertThat(away(() -> {})).isEqualTo(Problem.NONE);
    }

    @Test
    void whatItThrowsIsThrownWhereItIsWaitedFor() {
        var bug = new IllegalArgumentException("made up");
        assertThatThrownBy(away(() -> {
                    throw bug;
                })::throwIt)
                .isSameAs(bug);
    }

    @Test
    void soIsAnErrorOfTheMachine() {
        for (var error : List.of(new OutOfMemoryError("made up"), new StackOverflowError("made up"))) {
            assertThatThrownBy(away(() -> {
                        throw error;
                    })::throwIt)
                    .isSameAs(error);
        }
    }

    /** Notes what it is told. */
    private record Waiter(String name, List<String> told) implements Turn.Flush {
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
        var lane = new Lane(loop::add, journal, alarm);
        lane.atEnd(new Waiter("one", told));
        lane.atEnd(new Waiter("broken", told));
        lane.atEnd(new Waiter("other", told));
        loop.remove().run();
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
