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
 * The ledger's record of one request. It contains kinds and counts of findings, never a value.
 *
 * <p>It is appended as open before each attempt, before a byte is sent upstream, with what was prepared for which
 * destination and its highest possible cost plus what was already spent; and once more when closed. A refused request
 * is appended once, closed. All these records have the same id. Each part has a codec that defines its form in the
 * journal and in SQL: adding a member means adding it to the part's record and codec, and a column in a migration.
 *
 * @param attempts in order; the last one of an open entry may still be running
 * @param corrections oldest first; the last one is in effect
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
     * When and how the request arrived and ended.
     *
     * @param run the run of the program that wrote it, so that the next start finds entries left open by a crash
     * @param code stable code of a refusal or failure; empty otherwise
     */
    public record Lifecycle(
            String id, String run, Outcome outcome, String code, Instant openedAt, Optional<Instant> closedAt) {}

    /**
     * The caller and what it requested.
     *
     * @param caller id of the key
     * @param surface the wire format of the caller
     * @param asked the requested model or alias
     */
    public record Request(String caller, String surface, String asked, boolean stream, Map<String, String> tags) {

        public Request {
            tags = Map.copyOf(tags);
        }
    }

    /**
     * What was found, and which destination was chosen.
     *
     * @param snapshot version of the configuration used
     * @param found the number of values found by each recogniser, by its id
     * @param destination the {@code provider/model} that answered; empty if none did
     * @param question the input of the choice as JSON, so that the verdict can be computed again
     * @param counterfactual the best alternative as JSON; empty if there was none
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
     * The cost.
     *
     * @param reserved worst case before the last attempt began: what was spent, plus the highest cost of that attempt
     * @param usage tokens of all attempts
     * @param booked the cost of all attempts together; empty if a price is unknown
     */
    public record Charge(Optional<Money> reserved, Usage usage, Optional<Money> booked) {}

    /**
     * The amounts of data and the time used.
     *
     * @param restored the number of placeholders restored in the answer
     * @param bytesIn bytes of the request body
     * @param bytesOut bytes of body sent to the caller
     * @param stepNanos nanoseconds by step, in the order of {@link Step}
     * @param guarded how often each guard acted on the answer, by {@code id:action}
     */
    public record Volumes(
            int restored, long bytesIn, long bytesOut, List<Long> stepNanos, Map<String, Integer> guarded) {

        public Volumes {
            stepNanos = List.copyOf(stepNanos);
            guarded = Map.copyOf(guarded);
        }

        /** Of an answer on which no guard acted. */
        public Volumes(int restored, long bytesIn, long bytesOut, List<Long> stepNanos) {
            this(restored, bytesIn, bytesOut, stepNanos, Map.of());
        }
    }

    public Entry {
        attempts = List.copyOf(attempts);
        corrections = List.copyOf(corrections);
    }

    /** An entry without corrections. */
    public Entry(
            Lifecycle lifecycle,
            Request request,
            Choice choice,
            Charge charge,
            Volumes volumes,
            List<Attempt> attempts) {
        this(lifecycle, request, choice, charge, volumes, attempts, List.of());
    }

    /**
     * Returns whether the program died before it ended, so that it is unknown whether and how much of the last attempt
     * was sent.
     */
    public boolean interrupted() {
        return lifecycle.code().equals(Ledger.INTERRUPTED);
    }

    /** The cost after the last correction; empty if a price is unknown. */
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

    public Map<String, Integer> guarded() {
        return volumes.guarded();
    }

    public List<Long> stepNanos() {
        return volumes.stepNanos();
    }
}
