package io.ambo.ledger;

import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Money;
import io.ambo.core.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the ledger keeps of one arrival. It holds kinds and counts of what was found, never a value.
 *
 * <p>It is appended once for each attempt, open, before a byte goes to an upstream, with what was prepared for whom and the
 * most that it may cost together with what was spent before; and once more, closed. A refusal is appended once, closed.
 * All carry the same id. Each part has a codec, which says how it stands in the journal and in its row: a new member of a
 * part is a new member of that record and of its codec, and a column in a migration.
 *
 * @param attempts in their order; of an open entry the last one may be under way
 * @param corrections what people said it cost, oldest first; the last one holds
 */
public record Entry(
        Lifecycle lifecycle,
        Request request,
        Choice choice,
        Charge charge,
        Volumes volumes,
        List<Attempt> attempts,
        List<Correction> corrections) {

    /**
     * When and how it came and ended.
     *
     * @param run the run of the program that wrote it, so that entries that a kill left open are known at the next start
     * @param code stable code of a refusal or failure; empty otherwise
     */
    public record Lifecycle(
            String id, String run, Outcome outcome, String code, Instant openedAt, Optional<Instant> closedAt) {}

    /**
     * Who asked for what.
     *
     * @param caller id of the key
     * @param surface the wire format that the caller spoke
     * @param asked the model or alias asked for
     */
    public record Request(String caller, String surface, String asked, boolean stream, Map<String, String> tags) {

        public Request {
            tags = Map.copyOf(tags);
        }
    }

    /**
     * What was found, and who was chosen.
     *
     * @param snapshot version of the configuration that decided
     * @param found how many values of each recogniser were found, by its id
     * @param destination {@code provider/model} that answered; empty when none did
     * @param question what the choice was made from, as JSON, so that the verdict can be computed again
     * @param counterfactual the best other choice as JSON; empty when there was none
     */
    public record Choice(
            String snapshot,
            DataClass dataClass,
            Map<String, Integer> found,
            String destination,
            Optional<DestinationKind> kind,
            String question,
            String counterfactual) {

        public Choice {
            found = Map.copyOf(found);
        }
    }

    /**
     * What it came to.
     *
     * @param reserved worst case set aside before the last attempt began: what was spent, and the most that it may cost
     * @param usage tokens of all attempts
     * @param booked what all attempts cost together; empty when a price is unknown
     */
    public record Charge(Optional<Money> reserved, Usage usage, Optional<Money> booked) {}

    /**
     * How much came and went.
     *
     * @param restored how many placeholders were turned back in the answer
     * @param bytesIn bytes of the arrived body
     * @param bytesOut bytes of body that went to the caller
     * @param stepNanos nanoseconds by step, in the order of {@link Step}
     */
    public record Volumes(int restored, long bytesIn, long bytesOut, List<Long> stepNanos) {

        public Volumes {
            stepNanos = List.copyOf(stepNanos);
        }
    }

    public Entry {
        attempts = List.copyOf(attempts);
        corrections = List.copyOf(corrections);
    }

    /** One that nobody corrected. */
    public Entry(
            Lifecycle lifecycle,
            Request request,
            Choice choice,
            Charge charge,
            Volumes volumes,
            List<Attempt> attempts) {
        this(lifecycle, request, choice, charge, volumes, attempts, List.of());
    }

    /** Whether the program died before it ended: whether and how much of the last attempt left is not known. */
    public boolean interrupted() {
        return lifecycle.code().equals(Ledger.INTERRUPTED);
    }

    /** What it cost, as it was corrected last; empty when a price is unknown. */
    public Optional<Money> cost() {
        return corrections.isEmpty()
                ? charge.booked()
                : Optional.of(corrections.getLast().cost());
    }

    public String id() {
        return lifecycle.id();
    }

    public String run() {
        return lifecycle.run();
    }

    public Outcome outcome() {
        return lifecycle.outcome();
    }

    public String code() {
        return lifecycle.code();
    }

    public Instant openedAt() {
        return lifecycle.openedAt();
    }

    public Optional<Instant> closedAt() {
        return lifecycle.closedAt();
    }

    public String caller() {
        return request.caller();
    }

    public String surface() {
        return request.surface();
    }

    public String asked() {
        return request.asked();
    }

    public boolean stream() {
        return request.stream();
    }

    public Map<String, String> tags() {
        return request.tags();
    }

    public String snapshot() {
        return choice.snapshot();
    }

    public DataClass dataClass() {
        return choice.dataClass();
    }

    public Map<String, Integer> found() {
        return choice.found();
    }

    public String destination() {
        return choice.destination();
    }

    public Optional<DestinationKind> kind() {
        return choice.kind();
    }

    public String question() {
        return choice.question();
    }

    public String counterfactual() {
        return choice.counterfactual();
    }

    public Optional<Money> reserved() {
        return charge.reserved();
    }

    public Usage usage() {
        return charge.usage();
    }

    public int restored() {
        return volumes.restored();
    }

    public long bytesIn() {
        return volumes.bytesIn();
    }

    public long bytesOut() {
        return volumes.bytesOut();
    }

    public List<Long> stepNanos() {
        return volumes.stepNanos();
    }
}
