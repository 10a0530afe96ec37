package io.ambo.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequestIdTest {

    private static final String GOOD = "01KAQ4Y8Z0ABCDEFGHJKMNPQRS";

    @Test
    void newOnesAreGoodAndLaterOnesSortLater() {
        var early = RequestId.next(Instant.parse("2026-11-23T12:00:00Z"));
        var late = RequestId.next(Instant.parse("2026-11-23T12:00:00.001Z"));
        assertThat(new RequestId(early.text())).isEqualTo(early);
        assertThat(early.text()).isLessThan(late.text()).hasSize(26);
    }

    @Test
    void allOfAMillisecondLieBetweenItsLowestAndItsHighest() {
        var noon = Instant.parse("2026-11-23T12:00:00.000999Z");
        var id = RequestId.next(noon).text();
        assertThat(id)
                .isBetween(
                        RequestId.lowest(noon).text(), RequestId.highest(noon).text());
        assertThat(RequestId.highest(noon).text())
                .isLessThan(RequestId.lowest(noon.plusMillis(1)).text());
        assertThat(RequestId.lowest(Instant.MIN).text()).isEqualTo("0".repeat(26));
        assertThat(RequestId.highest(Instant.MAX).text()).isEqualTo("7" + "Z".repeat(25));
    }

    @Test
    void anythingElseIsRefused() {
        assertThat(new RequestId(GOOD).text()).isEqualTo(GOOD);
        Stream.of(
                        "",
                        GOOD + "0",
                        GOOD.substring(1),
                        "8" + GOOD.substring(1),
                        GOOD.replace('A', 'I'),
                        GOOD.toLowerCase(Locale.ROOT))
                .forEach(text -> assertThatThrownBy(() -> new RequestId(text))
                        .as(text)
                        .isInstanceOf(IllegalArgumentException.class));
    }
}
