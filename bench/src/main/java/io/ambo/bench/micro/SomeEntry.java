package io.ambo.bench.micro;

import io.ambo.catalog.Treatment;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Money;
import io.ambo.core.RequestId;
import io.ambo.core.Usage;
import io.ambo.ledger.Attempt;
import io.ambo.ledger.Entry;
import io.ambo.ledger.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A typical entry of a short request. */
final class SomeEntry {

    private static final String QUESTION = """
            {"asked":"auto","policy":"default","at":"2026-11-26T08:30:15.123456Z","allowance":{"kinds":["closed"]},\
            "class":"L0","size":{"input":250,"output":500,"bytes":1024},"needs":["chat"],"languages":{"en":98},\
            "health":{"bench/small":"good","bench/large":"good"},"affinity":"bench/large"}""";

    private SomeEntry() {}

    static Entry of(RequestId id, Instant at, String run, String caller, Outcome outcome) {
        var over = outcome != Outcome.OPEN;
        var usage = new Usage(250, 0, 0, 120, 0, false);
        var cost = Optional.of(new Money(1_825_000, "USD"));
        return new Entry(
                new Entry.Lifecycle(
                        id.text(), run, outcome, "", at, over ? Optional.of(at.plusMillis(5)) : Optional.empty()),
                new Entry.Request(caller, "openai-chat", "auto", false, Map.of()),
                new Entry.Choice(
                        "0123456789abcdef0123456789abcdef",
                        DataClass.L0,
                        Map.of(),
                        over ? "bench/large" : "",
                        over ? Optional.of(DestinationKind.CLOSED) : Optional.empty(),
                        QUESTION,
                        ""),
                new Entry.Charge(cost, over ? usage : Usage.NONE, over ? cost : Optional.empty()),
                new Entry.Volumes(
                        0,
                        1024,
                        over ? 1200 : 0,
                        List.of(11_000L, 2_000L, 31_000L, 9_000L, 4_000L, 0L, 0L, 800L, 5_000L)),
                over ? List.of(attempt(usage, cost)) : List.of());
    }

    private static Attempt attempt(Usage usage, Optional<Money> cost) {
        return new Attempt(
                "bench/large",
                DestinationKind.CLOSED,
                DataClass.L0,
                Treatment.CLEAR,
                1030,
                1200,
                "answered",
                200,
                60,
                900,
                1100,
                usage,
                cost,
                "2026-01-01",
                "");
    }
}
