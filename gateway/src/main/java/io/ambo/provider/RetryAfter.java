package io.ambo.provider;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long an upstream asks to be left alone: {@code retry-after-ms} (OpenAI's clients read it), {@code Retry-After} as
 * seconds, with a fraction too, or as a date (RFC 9110, section 10.2.3); and of a 429 without either, when the limit that
 * is used up is reset: {@code x-ratelimit-reset-…} with a duration ({@code 6m0s}), seconds or a time in seconds or
 * milliseconds since 1970, {@code anthropic-ratelimit-…-reset} with a date.
 */
final class RetryAfter {

    private static final Duration MOST = Duration.ofDays(1);
    private static final int TOO_MANY = 429;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}(\\.\\d{1,18})?");
    private static final Pattern DIGITS = Pattern.compile("\\d{19,}(\\.\\d+)?");
    private static final Pattern DURATION =
            Pattern.compile("(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m(?!s))?(?:(\\d{1,9}(?:\\.\\d{1,9})?)s)?"
                    + "(?:(\\d{1,9}(?:\\.\\d{1,9})?)ms)?");
    private static final List<String> LIMITS = List.of("requests", "tokens", "input-tokens", "output-tokens");
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    /* Numbers from here on are times since 1970, in seconds, then in milliseconds. */
    private static final BigDecimal TIME = BigDecimal.valueOf(1_000_000_000L);
    private static final BigDecimal TIME_MILLIS = BigDecimal.valueOf(100_000_000_000L);

    private RetryAfter() {}

    /**
     * Seconds from now on, rounded up, at most a day; 0 when nothing is said, or nothing that can be understood.
     *
     * @param header gives the value of a header, empty without one
     */
    static long seconds(int status, UnaryOperator<String> header, Instant now) {
        var asked = millis(header.apply("retry-after-ms"));
        if (asked == 0) {
            asked = delay(header.apply("retry-after"), now);
        }
        if (asked == 0 && status == TOO_MANY) {
            asked = reset(header, now);
        }
        return Math.min(asked / 1000 + (asked % 1000 > 0 ? 1 : 0), MOST.toSeconds());
    }

    private static long reset(UnaryOperator<String> header, Instant now) {
        var longest = 0L;
        for (var limit : LIMITS) {
            if (header.apply("x-ratelimit-remaining-" + limit).equals("0")) {
                longest = Math.max(longest, delay(header.apply("x-ratelimit-reset-" + limit), now));
            }
            if (header.apply("anthropic-ratelimit-" + limit + "-remaining").equals("0")) {
                longest = Math.max(longest, delay(header.apply("anthropic-ratelimit-" + limit + "-reset"), now));
            }
        }
        return longest > 0 ? longest : delay(header.apply("x-ratelimit-reset"), now);
    }

    private static long millis(String value) {
        return !value.isEmpty() && NUMBER.matcher(value).matches() ? milliseconds(new BigDecimal(value)) : 0;
    }

    /** Milliseconds. */
    private static long delay(String value, Instant now) {
        if (value.isEmpty()) {
            return 0;
        }
        if (DIGITS.matcher(value).matches()) {
            return MOST.toMillis();
        }
        if (NUMBER.matcher(value).matches()) {
            return number(new BigDecimal(value), now);
        }
        var duration = DURATION.matcher(value);
        if (duration.matches()) {
            return milliseconds(part(duration.group(1), 86_400_000)
                    .add(part(duration.group(2), 3_600_000))
                    .add(part(duration.group(3), 60_000))
                    .add(part(duration.group(4), 1000))
                    .add(part(duration.group(5), 1)));
        }
        return untilDate(value, now);
    }

    private static long number(BigDecimal value, Instant now) {
        if (value.compareTo(TIME_MILLIS) >= 0) {
            return milliseconds(value.subtract(BigDecimal.valueOf(now.toEpochMilli())));
        }
        return milliseconds(
                value.compareTo(TIME) >= 0
                        ? value.multiply(THOUSAND).subtract(BigDecimal.valueOf(now.toEpochMilli()))
                        : value.multiply(THOUSAND));
    }

    private static BigDecimal part(@Nullable String digits, long millis) {
        return digits == null ? BigDecimal.ZERO : new BigDecimal(digits).multiply(BigDecimal.valueOf(millis));
    }

    private static long milliseconds(BigDecimal value) {
        return value.max(BigDecimal.ZERO)
                .min(BigDecimal.valueOf(MOST.toMillis()))
                .longValue();
    }

    private static long untilDate(String value, Instant now) {
        return Stream.of(DateTimeFormatter.RFC_1123_DATE_TIME, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                .flatMap(format -> instant(format, value).stream())
                .mapToLong(until -> Math.clamp(Duration.between(now, until).toMillis(), 0, MOST.toMillis()))
                .findFirst()
                .orElse(0);
    }

    private static Optional<Instant> instant(DateTimeFormatter format, String value) {
        try {
            return Optional.of(format.parse(value, Instant::from));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
