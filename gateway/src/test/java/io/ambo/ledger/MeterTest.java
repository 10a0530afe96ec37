package io.ambo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Destination;
import io.ambo.catalog.Price;
import io.ambo.catalog.Source;
import io.ambo.catalog.Tuning;
import io.ambo.core.DestinationKind;
import io.ambo.core.Money;
import io.ambo.core.Usage;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeterTest {

    private static final LocalDate MAY = LocalDate.parse("2026-05-01");
    private static final LocalDate JUNE = LocalDate.parse("2026-06-01");
    private static final Usage USAGE = new Usage(1_000, 500, 0, 100, 20, false);

    @Test
    void thePriceOfTheDayCounts() {
        var destination = destination(price(MAY, 2_500_000_000L), price(JUNE, 1_000_000_000L));
        var may = Meter.price(USAGE, destination, JUNE.minusDays(1));
        assertThat(may.since()).isEqualTo("2026-05-01");
        // 1000 x 2.50 + 500 x 1.25 + 120 x 10.00 USD per million tokens
        assertThat(may.cost()).contains(new Money(4_325_000, "USD"));
        assertThat(Meter.price(USAGE, destination, JUNE).since()).isEqualTo("2026-06-01");
    }

    @Test
    void anUnknownPriceIsNeverZero() {
        assertThat(Meter.price(USAGE, destination(), MAY).cost()).isEmpty();
        assertThat(Meter.price(USAGE, destination(price(JUNE, 1)), MAY).cost()).isEmpty();
    }

    @Test
    void aSumThatCannotBeTrueIsUnknown() {
        var absurd = new Usage(Long.MAX_VALUE, 0, 0, 0, 0, false);
        assertThat(Meter.price(absurd, destination(price(MAY, 2_500_000_000L)), MAY)
                        .cost())
                .isEmpty();
    }

    @Test
    void attemptsAreAddedUp() {
        assertThat(Meter.total(List.of(attempt(new Money(5, "USD")), attempt(new Money(7, "USD")))))
                .contains(new Money(12, "USD"));
        assertThat(Meter.usage(List.of(attempt(new Money(5, "USD")), attempt(new Money(7, "USD")))))
                .isEqualTo(new Usage(2_000, 1_000, 0, 200, 40, false));
    }

    @Test
    void oneUnknownCostMakesTheSumUnknown() {
        var unknown = SomeEntries.attempt(USAGE, Optional.empty());
        assertThat(Meter.total(List.of(attempt(new Money(5, "USD")), unknown))).isEmpty();
    }

    @Test
    void currenciesAreNotAdded() {
        assertThat(Meter.total(List.of(attempt(new Money(5, "USD")), attempt(new Money(7, "CNY")))))
                .isEmpty();
        assertThat(Meter.total(List.of(
                        attempt(new Money(5, "USD")), attempt(new Money(7, "CNY")), attempt(new Money(1, "CNY")))))
                .isEmpty();
    }

    @Test
    void nothingInOneCurrencyMayBeAddedToSomethingInAnother() {
        assertThat(Meter.total(List.of(attempt(new Money(0, "USD")), attempt(new Money(7, "CNY")))))
                .contains(new Money(7, "CNY"));
        assertThat(Meter.total(List.of(attempt(new Money(7, "CNY")), attempt(new Money(0, "USD")))))
                .contains(new Money(7, "CNY"));
    }

    @Test
    void aSumTooLargeToBeWrittenDownIsUnknown() {
        var most = attempt(new Money(Long.MAX_VALUE, "USD"));
        assertThat(Meter.total(List.of(most, attempt(new Money(1, "USD"))))).isEmpty();
    }

    private static Attempt attempt(Money cost) {
        return SomeEntries.attempt(USAGE, Optional.of(cost));
    }

    private static Price price(LocalDate since, long input) {
        return new Price(
                "USD",
                1_000_000,
                input,
                input / 2,
                input,
                10_000_000_000L,
                10_000_000_000L,
                since,
                new Source("a test", since));
    }

    private static Destination destination(Price... prices) {
        return new Destination(
                "acme",
                "acme-large",
                "acme-large",
                DestinationKind.CLOSED,
                128_000,
                4_000,
                Set.of(),
                Set.of(),
                Optional.empty(),
                List.of(prices),
                Optional.empty(),
                Tuning.NONE);
    }
}
