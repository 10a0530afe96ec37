package io.ambo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.cli.Pace.Single;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long MILLI = 1_000_000;

    @Test
    void tokensOfAllCountAgainstTheWholeTimeAndFirstWordsByTheirMedian() {
        var answers = List.of(new Single(30 * MILLI, 10), new Single(10 * MILLI, 20), new Single(20 * MILLI, 30));
        assertThat(Pace.of(3, answers, 2_000 * MILLI)).isEqualTo(new Pace(3, 30.0, 20, 30));
    }

    @Test
    void theBestForManyWordsIsNotTheBestForQuickOnes() {
        var alone = new Pace(1, 40, 15, 20);
        var four = new Pace(4, 90, 60, 80);
        var sixteen = new Pace(16, 85, 400, 900);
        var paces = List.of(alone, four, sixteen);
        assertThat(Pace.bestThroughput(paces)).isEqualTo(four);
        assertThat(Pace.bestLatency(paces)).isEqualTo(alone);
    }

    @Test
    void ofEquallyQuickOnesTheOneForMoreCallersIsBetter() {
        var two = new Pace(2, 50, 15, 20);
        assertThat(Pace.bestLatency(List.of(new Pace(1, 40, 15, 20), two))).isEqualTo(two);
    }
}
