package io.ambo.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                             | 0
            7                             | 7
            86401                         | 86400
            1000000000                    | 86400
            99999999999999999999          | 86400
            Thu, 26 Nov 2026 08:00:30 GMT | 30
            Thu, 26 Nov 2026 07:59:00 GMT | 0
            Fri, 26 Nov 2027 08:00:00 GMT | 86400
            ''                            | 0
            -1                            | 0
            1.5                           | 0
            soon                          | 0
            7 s                           | 0
            """)
    void whatIsAskedForIsSecondsOrADateAndAtMostADay(String value, long seconds) {
        assertThat(RetryAfter.seconds(value, NOW)).isEqualTo(seconds);
    }
}
