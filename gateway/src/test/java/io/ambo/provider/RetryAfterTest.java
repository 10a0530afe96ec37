package io.ambo.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

    private static long seconds(int status, Map<String, String> headers) {
        return RetryAfter.seconds(status, name -> headers.getOrDefault(name, ""), NOW);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                             | 0
            7                             | 7
            1.5                           | 2
            0.020                         | 1
            86401                         | 86400
            1000000000000                 | 0
            99999999999999999999          | 86400
            1795680030                    | 30
            1795680030500                 | 31
            Thu, 26 Nov 2026 08:00:30 GMT | 30
            Thu, 26 Nov 2026 07:59:00 GMT | 0
            Fri, 26 Nov 2027 08:00:00 GMT | 86400
            2026-11-26T08:00:30Z          | 30
            1m30s                         | 90
            ''                            | 0
            -1                            | 0
            soon                          | 0
            7 s                           | 0
            """)
    void whatIsAskedForIsSecondsOrADateAndAtMostADay(String value, long seconds) {
        assertThat(seconds(503, Map.of("retry-after", value))).isEqualTo(seconds);
    }

    /** Headers as name=value, separated by semicolons. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            429 | retry-after-ms=1500;retry-after=9                                        | 2
            503 | retry-after-ms=20                                                        | 1
            429 | retry-after-ms=soon;retry-after=9                                        | 9
            429 | x-ratelimit-remaining-requests=0;x-ratelimit-reset-requests=6m0s         | 360
            429 | x-ratelimit-remaining-requests=0;x-ratelimit-reset-requests=120ms        | 1
            429 | x-ratelimit-remaining-requests=0;x-ratelimit-reset-requests=1h0m7.66s    | 3608
            429 | x-ratelimit-remaining-requests=5;x-ratelimit-reset-requests=6m0s         | 0
            429 | x-ratelimit-remaining-requests=0;x-ratelimit-reset-requests=1s;x-ratelimit-remaining-tokens=0;x-ratelimit-reset-tokens=3s | 3
            429 | x-ratelimit-reset=1795680030000                                          | 30
            429 | x-ratelimit-reset=12                                                     | 12
            429 | anthropic-ratelimit-tokens-remaining=0;anthropic-ratelimit-tokens-reset=2026-11-26T08:00:45Z | 45
            500 | x-ratelimit-reset=12                                                     | 0
            """)
    void theFormsOfSeveralProvidersAreUnderstood(int status, String headers, long seconds) {
        var given = Arrays.stream(headers.split(";"))
                .map(it -> it.split("=", 2))
                .collect(Collectors.toMap(it -> it[0], it -> it[1].strip()));
        assertThat(seconds(status, given)).isEqualTo(seconds);
    }
}
