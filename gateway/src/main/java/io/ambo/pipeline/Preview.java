package io.ambo.pipeline;

import io.ambo.access.ConversationClasses;
import io.ambo.access.KeyAllowance;
import io.ambo.access.KeyLimiter;
import io.ambo.core.Caller;
import io.ambo.core.Clock;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Health;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.format.Surface;
import io.ambo.privacy.Deidentified;
import io.ambo.privacy.Deidentifier;
import io.ambo.privacy.Findings;
import io.ambo.provider.Endpoint;
import io.ambo.provider.EndpointSupplier;
import io.ambo.routing.Decision;
import io.ambo.routing.Decision.Candidate;
import io.ambo.routing.Rule;
import io.ambo.routing.Verdict;
import io.ambo.routing.Verdict.Standing;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Shows what would happen to a request: the first five steps as {@link Pipeline} takes them; nothing is sent or
 * recorded.
 *
 * <p>Used from threads that may wait, never from a loop.
 */
public final class Preview {

    /** Who is kept from answering by nothing but these could be sent the request as soon as they can be reached. */
    private static final Set<Rule> PASSING =
            Set.of(Rule.NO_KEY, Rule.NOT_READY, Rule.ASKED_FOR, Rule.TIER_FLOOR, Rule.SPEED);

    private static final EndpointSupplier NOWHERE =
            EndpointSupplier.at(Endpoint.of(URI.create("http://127.0.0.1/v1"), Optional.empty()));

    private final Supplier<Snapshot> snapshot;
    private final Supplier<Health> health;
    private final KeyLimiter limiter;
    private final Deidentifier deidentifier;
    private final ConversationClasses conversations;
    private final SealedIssuers issuers;
    private final Clock clock;

    /** Of the configuration, the health, the limits of keys and the time that these say. */
    public Preview(
            Supplier<Snapshot> snapshot,
            Supplier<Health> health,
            KeyLimiter limiter,
            Deidentifier deidentifier,
            ConversationClasses conversations,
            SealedIssuers issuers,
            Clock clock) {
        this.snapshot = snapshot;
        this.health = health;
        this.limiter = limiter;
        this.deidentifier = deidentifier;
        this.conversations = conversations;
        this.issuers = issuers;
        this.clock = clock;
    }

    /**
     * What would happen.
     *
     * @param limit why the limits of the caller's key refuse any request just now; empty when they do not
     * @param decision empty if no destination may answer
     * @param parcels what would leave for each destination that may see the data, by its id
     */
    public record PreviewResult(
            DataClass dataClass,
            Findings findings,
            Verdict verdict,
            Optional<Refusal> limit,
            Optional<Decision> decision,
            Map<String, OutgoingBody> parcels) {

        public PreviewResult {
            parcels = Map.copyOf(parcels);
        }
    }

    /** The body that a destination would get, with what was replaced in it; or why it cannot be made. */
    public sealed interface OutgoingBody {

        /**
         * It can be made.
         *
         * @param replaced counts by recogniser id
         * @param changed paths of what the caller sent and the destination would not get, or would get otherwise
         */
        record Ready(byte[] body, Map<String, Integer> replaced, List<String> changed) implements OutgoingBody {}

        record Impossible(Refusal why) implements OutgoingBody {}
    }

    /**
     * Looks at a request.
     *
     * @param surface the callers' format that it is written in, as entries name it; empty is a chat in OpenAI's
     * @param headers steering headers by lower-case name, as a request would have them
     * @throws Refusal the request cannot be read, or asks for a model that is not there
     */
    public PreviewResult of(byte[] body, Optional<String> surface, Map<String, String> headers, Caller caller) {
        var now = snapshot.get();
        var asked = new Asked(surface(surface), body, headers, caller);
        var examined = examined(asked, now);
        var allowance = limiter.preview(caller.id());
        var question = Questions.of(examined, issuers, health.get(), limiter.left(caller.id()));
        var router = examined.rules().router();
        var verdict = router.explain(question);
        var decision = verdict.winner().map(_ -> router.choose(question));
        var reachable = examined(asked, everybodyReachable(now));
        var parcels = new HashMap<String, OutgoingBody>();
        decision.map(Decision::candidates)
                .orElse(List.of())
                .forEach(it -> parcels.put(it.destination().id(), parcel(reachable, it, allowance)));
        unreachable(verdict)
                .forEach(it -> parcels.put(it.destination().id(), parcel(reachable, it, KeyAllowance.UNLIMITED)));
        if (decision.isEmpty()) {
            refuseUnknown(examined, verdict);
        }
        return new PreviewResult(
                examined.dataClass(), examined.findings(), verdict, allowance.refusal(), decision, parcels);
    }

    /** An unknown model name is a mistake in the request, not a request that no destination may answer. */
    private static void refuseUnknown(Examined examined, Verdict verdict) {
        var asked = verdict.standings().stream()
                .anyMatch(standing -> standing.exclusions().stream().noneMatch(it -> it.rule() == Rule.ASKED_FOR));
        if (!asked) {
            examined.rules().router().choose(verdict.question());
        }
    }

    private static Surface surface(Optional<String> surface) {
        var format = surface.orElseGet(Surface.CHAT_COMPLETIONS::id);
        return Surface.of(format)
                .orElseThrow(() -> Refusal.of(Reason.INVALID_MEMBER, "request.unknown-surface", format, formats())
                        .at("surface"));
    }

    private static String formats() {
        return Arrays.stream(Surface.values()).map(Surface::id).collect(Collectors.joining(", "));
    }

    /** What a caller would send, and who. */
    private record Asked(Surface surface, byte[] body, Map<String, String> headers, Caller caller) {}

    private Examined examined(Asked asked, Snapshot in) {
        var steering = new HashMap<String, List<String>>();
        asked.headers().forEach((name, value) -> steering.put(name, List.of(value)));
        var head = new RequestHead(asked.surface(), clock.now(), clock.nanoTime(), null, null, steering);
        var context = RequestContext.of(head, asked.caller(), in);
        var request = asked.surface().read(asked.body(), in.nesting());
        var scanner = context.rules().scanner();
        return Examined.of(
                context, request, scanner.withNames(scanner.scan(request.body()), () -> false), conversations);
    }

    /** What would leave does not depend on whether somebody is there to take it. */
    private static Snapshot everybodyReachable(Snapshot now) {
        return now.at((_, _) -> Optional.of(NOWHERE));
    }

    /** Who could be sent it, but for a reason that passes; what it may cost there is not known. */
    private static List<Candidate> unreachable(Verdict verdict) {
        return verdict.standings().stream()
                .filter(Preview::couldBeSent)
                .map(standing -> new Candidate(
                        standing.destination(),
                        standing.treatment(),
                        standing.estimate(),
                        Optional.empty(),
                        false,
                        false,
                        List.of()))
                .toList();
    }

    private static boolean couldBeSent(Standing standing) {
        return !standing.exclusions().isEmpty()
                && standing.destination().kind() != DestinationKind.EMBEDDED
                && standing.exclusions().stream().allMatch(it -> PASSING.contains(it.rule()));
    }

    private OutgoingBody parcel(Examined examined, Candidate candidate, KeyAllowance allowance) {
        try {
            allowance.requireCountable(candidate.destination().id(), candidate.reserved());
            var prepared = PreparedCall.prepare(examined, candidate, deidentifier, () -> false);
            var replaced = prepared.deidentified().map(Deidentified::replaced).orElse(Map.of());
            return new OutgoingBody.Ready(prepared.outbound().body(), replaced, prepared.changed());
        } catch (Refusal refusal) {
            return new OutgoingBody.Impossible(refusal);
        }
    }
}
