package io.ambo.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.core.Refusal;
import java.time.LocalDate;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Valid and invalid spellings of limits. */
class KeyLimitsTest {

    @ParameterizedTest
    @CsvSource({
        "5USD/day, 5USD/day, 5000000000",
        "0.50 EUR/month, 0.5EUR/month, 500000000",
        "0.000000001CNY/day, 0.000000001CNY/day, 1",
        "100JPY/month, 100JPY/month, 100000000000"
    })
    void aBudgetIsReadExactlyAndWrittenAsItIsRead(String text, String written, long nanos) {
        var budget = KeyBudget.of(text);
        assertThat(budget.amount().nanos()).isEqualTo(nanos);
        assertThat(budget).hasToString(written).isEqualTo(KeyBudget.of(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "5USD",
                "USD5/day",
                "5usd/day",
                "5USD/week",
                "0USD/day",
                "-1USD/day",
                "1e9USD/day",
                "5USD/DAY",
                "0.0000000001USD/day",
                "99999999999USD/day"
            })
    void whatIsNoBudgetIsRefusedAsItWasWritten(String text) {
        assertThatThrownBy(() -> KeyBudget.of(text)).isInstanceOf(Refusal.class);
    }

    @Test
    void periodsAreDaysAndMonthsOfUtc() {
        var day = LocalDate.parse("2026-12-31");
        assertThat(KeyBudget.Period.DAY.end(KeyBudget.Period.DAY.start(day))).hasToString("2027-01-01T00:00:00Z");
        assertThat(KeyBudget.Period.MONTH.start(day)).isEqualTo("2026-12-01");
        assertThat(KeyBudget.Period.MONTH.end(KeyBudget.Period.MONTH.start(day)))
                .hasToString("2027-01-01T00:00:00Z");
    }

    @Test
    void aLimitIsAtLeastOneAndNotAbsurd() {
        for (var number : new long[] {0, -1, KeyLimits.MOST + 1, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> KeyLimits.NONE.requestsPerMinute(OptionalLong.of(number)))
                    .isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> KeyLimits.NONE.tokensPerMinute(OptionalLong.of(number)))
                    .isInstanceOf(Refusal.class);
        }
        assertThat(KeyLimits.NONE.tokensPerMinute(OptionalLong.of(1)).none()).isFalse();
        assertThat(KeyLimits.NONE.none()).isTrue();
    }
}
