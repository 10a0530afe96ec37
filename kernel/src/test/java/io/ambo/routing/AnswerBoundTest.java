package io.ambo.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Destination;
import io.ambo.catalog.Tuning;
import io.ambo.core.Capability;
import io.ambo.core.DestinationKind;
import io.ambo.routing.Question.Size;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How many tokens are assumed for an answer before it is known. */
class AnswerBoundTest {

    private static Destination destination(int context, int maxOutput, Capability... capabilities) {
        return new Destination(
                "acme",
                "large",
                "large",
                DestinationKind.CLOSED,
                context,
                maxOutput,
                Set.of(capabilities),
                Set.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Tuning.NONE);
    }

    private static Size size(OptionalLong maxOutput, int choices) {
        return new Size(1_000, 500, maxOutput, choices);
    }

    @Test
    void theRequestBoundsItFirstThenTheFileThenAFixedNumber() {
        var bounded = destination(128_000, 16_000);
        var unbounded = destination(128_000, 128_000);
        assertThat(size(OptionalLong.of(100), 1).mostOutput(unbounded)).isEqualTo(100);
        assertThat(size(OptionalLong.of(100), 3).mostOutput(bounded)).isEqualTo(300);
        assertThat(size(OptionalLong.of(50_000), 1).mostOutput(bounded)).isEqualTo(16_000);
        assertThat(size(OptionalLong.empty(), 1).mostOutput(bounded)).isEqualTo(16_000);
        assertThat(size(OptionalLong.empty(), 1).mostOutput(unbounded)).isEqualTo(Size.UNBOUNDED_ANSWER);
    }

    @Test
    void noAnswerIsLongerThanTheContextHasRoomAndEmbeddingsHaveNone() {
        assertThat(size(OptionalLong.empty(), 1).mostOutput(destination(1_300, 1_300)))
                .isEqualTo(300);
        assertThat(size(OptionalLong.empty(), 1).mostOutput(destination(900, 900)))
                .isZero();
        assertThat(size(OptionalLong.empty(), 1).mostOutput(destination(8_000, 8_000, Capability.EMBEDDINGS)))
                .isZero();
    }
}
