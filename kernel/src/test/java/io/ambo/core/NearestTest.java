package io.ambo.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    @Test
    void aSlipOfTheFingerIsFound() {
        var known = List.of("base-url", "kind", "dialect", "models");
        assertThat(Nearest.of("base-ur", known)).contains("base-url");
        assertThat(Nearest.of("Base-Url", known)).contains("base-url");
        assertThat(Nearest.of("dialetc", known)).contains("dialect");
        assertThat(Nearest.of("knid", known)).contains("kind");
    }

    @Test
    void whatIsFarFromEverythingHasNoNearest() {
        assertThat(Nearest.of("temperature", List.of("base-url", "kind"))).isEmpty();
        assertThat(Nearest.of("L9", List.of("L0", "L1"))).isEmpty();
        assertThat(Nearest.of("x".repeat(300), List.of("x".repeat(299)))).isEmpty();
    }

    @Test
    void severalComeNearestFirstWhateverTheOrderOfTheKnown() {
        assertThat(Nearest.several("gpt-5-mino", List.of("gpt-5-nano", "gpt-5", "gpt-5-mini"), 2))
                .isEqualTo(Nearest.several("gpt-5-mino", List.of("gpt-5-mini", "gpt-5", "gpt-5-nano"), 2))
                .containsExactly("gpt-5-mini", "gpt-5-nano");
    }

    @Test
    void swappedNeighboursCountOnce() {
        assertThat(Nearest.distance("ab", "ba")).isEqualTo(1);
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    }
}
