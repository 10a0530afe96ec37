package io.ambo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Journal;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Work away from the loop: however it ends, whoever waits for it is told. */
class LaneTest {

    /** Nothing is recorded here. */
    private static final class NoJournal implements Journal {

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
    void workThatNeedsMoreMemoryThanThereIsIsRefusedForAMoment() {
        var problem = away(() -> {
            throw new OutOfMemoryError("made up");
        });
        assertThatThrownBy(problem::throwIt).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.BUSY);
            assertThat(refusal.retryAfterSeconds()).isPositive();
        });
    }
}
