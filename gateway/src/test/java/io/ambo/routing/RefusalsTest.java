package io.ambo.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Destination;
import io.ambo.catalog.Treatment;
import io.ambo.catalog.Tuning;
import io.ambo.core.DataClass;
import io.ambo.core.DestinationKind;
import io.ambo.core.Language;
import io.ambo.core.Message;
import io.ambo.routing.Verdict.Exclusion;
import io.ambo.routing.Verdict.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private static final Exclusion CLASS = new Exclusion(
            Rule.CLASS, Message.of("routing.class", DataClass.L4, Message.of("routing.kind.closed"), "default"));
    private static final Exclusion CONTEXT =
            new Exclusion(Rule.CONTEXT_LENGTH, Message.of("routing.context-length", 4000, 1, 2048));

    private static Standing excluded(String provider, String model, DestinationKind kind, Exclusion by) {
        var destination = new Destination(
                provider,
                model,
                model,
                kind,
                8192,
                4096,
                Set.of(),
                Set.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Tuning.NONE);
        return new Standing(destination, 0, Treatment.REFUSE, Optional.empty(), List.of(by), List.of(), List.of());
    }

    private static Question question() {
        return new Question(
                "careful",
                "default",
                Question.Allowance.ALL,
                Question.Content.HARMLESS,
                new Question.Size(4000, 1, OptionalLong.empty(), 1),
                Set.of(),
                Map.of(),
                Set.of(),
                Question.Circumstances.GOOD,
                Instant.EPOCH,
                Optional.empty());
    }

    @Test
    void theModelOnThisMachineComesFirstAndOthersWithTheSameReasonAreOneLine() {
        var standings = new ArrayList<Standing>();
        for (var i = 0; i < 18; i++) {
            standings.add(excluded(i % 2 == 0 ? "acme" : "other", "model-" + i, DestinationKind.CLOSED, CLASS));
        }
        standings.add(excluded("embedded", "small", DestinationKind.EMBEDDED, CONTEXT));
        var lines = Refusals.noModel(new Verdict(question(), "v", standings, Optional.empty()))
                .message()
                .in(Language.EN)
                .lines()
                .toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).startsWith("embedded/small: ").contains("[context-length]");
        assertThat(lines.get(2))
                .startsWith("18 models of acme, other: Data of class L4")
                .endsWith("[class]");
    }

    @Test
    void aFewWithTheSameReasonAreNamed() {
        var standings = List.of(
                excluded("acme", "one", DestinationKind.CLOSED, CLASS),
                excluded("acme", "two", DestinationKind.CLOSED, CLASS));
        assertThat(Refusals.noModel(new Verdict(question(), "v", standings, Optional.empty()))
                        .in(Language.EN))
                .contains("acme/one, acme/two: Data of class L4");
    }
}
