package io.ambo.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.Fuzz;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Compares the scanner with Jackson, on randomly changed request bodies. */
class JsonIndexFuzzTest {

    @Test
    void changedBodiesAreReadAsJacksonReadsThemOrRefusedAsJacksonDoes() {
        var fuzz = Fuzz.of("json");
        var rounds =
                Fuzz.play(random -> JsonIndexTest.compare(fuzz.text(random).getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(rounds).isGreaterThan(20);
    }
}
