package io.ambo.bench.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.bench.models.Throughput.Single;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThroughputTest {

    private static final long MILLI = 1_000_000;

    @Test
    void tokensOfAllCountAgainstTheWholeTimeAndFirstWordsByTheirMedian() {
        var answers = List.of(new Single(30 * MILLI, 10), new Single(10 * MILLI, 20), new Single(20 * MILLI, 30));
        assertThat(Throughput.of(3, answers, 2_000 * MILLI)).isEqualTo(new Throughput(3, 30.0, 20, 30));
    }

    @Test
    void theBestForManyWordsIsNotTheBestForQuickOnes() {
        var alone = new Throughput(1, 40, 15, 20);
        var four = new Throughput(4, 90, 60, 80);
        var sixteen = new Throughput(16, 85, 400, 900);
        var all = List.of(alone, four, sixteen);
        assertThat(Throughput.bestThroughput(all)).isEqualTo(four);
        assertThat(Throughput.bestLatency(all)).isEqualTo(alone);
    }

    @Test
    void ofEquallyQuickOnesTheOneForMoreCallersIsBetter() {
        var two = new Throughput(2, 50, 15, 20);
        assertThat(Throughput.bestLatency(List.of(new Throughput(1, 40, 15, 20), two)))
                .isEqualTo(two);
    }
}
