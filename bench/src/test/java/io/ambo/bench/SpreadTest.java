package io.ambo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void medianOfAnEvenCountIsBetweenTheMiddleTwo() {
        assertThat(Spread.of(DoubleStream.of(9, 1, 3, 5))).isEqualTo(new Spread(4, 1, 9));
        assertThat(Spread.of(DoubleStream.of(9, 1, 3))).isEqualTo(new Spread(3, 1, 9));
        assertThat(Spread.of(DoubleStream.of(9, 1, 3)).text(1)).isEqualTo("3.0 (1.0–9.0)");
    }
}
