package io.ambo.provider;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** The Retry-After field (RFC 9110, section 10.2.3): so many seconds, or a date. */
final class RetryAfter {

    private static final Duration MOST = Duration.ofDays(1);
    private static final int LONGEST_NUMBER = 18;

    private RetryAfter() {}

    /** Seconds from now on, at most a day; 0 when nothing is said, or nothing that can be understood. */
    static long seconds(String value, Instant now) {
        var asked = isNumber(value) ? number(value) : untilDate(value, now);
        return Math.clamp(asked, 0, MOST.toSeconds());
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static long number(String digits) {
        return digits.length() > LONGEST_NUMBER ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    private static long untilDate(String value, Instant now) {
        try {
            var date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
            return Duration.between(now, date).toSeconds();
        } catch (DateTimeException _) {
            return 0;
        }
    }
}
