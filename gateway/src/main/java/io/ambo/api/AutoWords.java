package io.ambo.api;

import io.ambo.catalog.Policy;
import io.ambo.core.Message;
import io.ambo.pipeline.Snapshot;
import io.ambo.routing.Decision;
import java.time.Instant;
import java.util.List;

/** Describes which model answers {@code auto}, and how good it is. */
public final class AutoWords {

    private static final int NAMED = 3;

    private AutoWords() {}

    public static Message of(Snapshot snapshot, Instant at) {
        var policy = snapshot.rules(snapshot.policy()).policy();
        var floor = policy.alias(Policy.AUTO).map(Policy.Alias::tier).orElse(0);
        return snapshot.auto(at)
                .map(decision -> chosen(decision, floor))
                .orElseGet(() -> Message.of("api.auto.none", Policy.AUTO));
    }

    private static Message chosen(Decision decision, int floor) {
        var winner = decision.winner();
        if (winner.belowFloor()) {
            return Message.of(
                    "api.auto.below-floor",
                    Policy.AUTO,
                    winner.destination().id(),
                    winner.destination().tierValue(),
                    floor);
        }
        var ids = decision.candidates().stream()
                .limit(NAMED)
                .map(it -> it.destination().id())
                .toList();
        return Message.of("api.auto.tier", Policy.AUTO, floor, Message.list(List.copyOf(ids)));
    }
}
