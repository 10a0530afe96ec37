package io.ambo.pipeline;

import io.ambo.access.Allowance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a reply says of itself in its head: which request it answers, who answered, how long it had to wait, and what
 * the limits of the caller's key have left, in the fields that OpenAI's clients know.
 */
final class ReplyHeaders {

    private static final Pattern UNFIT = Pattern.compile("[^A-Za-z0-9_.\\[\\]$-]");
    private static final int MOST_NAMES = 1000;

    private ReplyHeaders() {}

    static Map<String, String> of(Exchange exchange) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("x-ambo-request-id", exchange.arrival().id().text());
        headers.put("x-ambo-config-version", exchange.arrival().snapshot().version());
        put(headers, exchange.allowance());
        exchange.latest().ifPresent(attempt -> {
            headers.put("x-ambo-model", attempt.destination().id());
            headers.put("x-ambo-destination", attempt.destination().kind().id());
            if (attempt.belowFloor()) {
                headers.put("x-ambo-below-floor", "true");
            }
            if (!attempt.changed().isEmpty()) {
                headers.put("x-ambo-changed", names(attempt.changed()));
            }
        });
        if (exchange.queuePosition() > 0) {
            headers.put("x-ambo-queue-position", Integer.toString(exchange.queuePosition()));
            headers.put("x-ambo-queue-estimate-seconds", Long.toString(exchange.queueSeconds()));
        }
        return headers;
    }

    /** Names of members as a header can carry them: what the caller wrote there may be anything. */
    static String names(List<String> changed) {
        var names = changed.stream()
                .map(name -> UNFIT.matcher(name).replaceAll("?"))
                .collect(Collectors.joining(","));
        return names.length() <= MOST_NAMES ? names : names.substring(0, MOST_NAMES) + "...";
    }

    private static void put(Map<String, String> headers, Allowance allowance) {
        var limits = allowance.limits();
        var use = allowance.use();
        put(headers, "requests", limits.requestsPerMinute(), use.requests(), allowance.requestsReset());
        put(headers, "tokens", limits.tokensPerMinute(), use.tokens(), allowance.tokensReset());
    }

    private static void put(Map<String, String> headers, String what, OptionalLong limit, long used, long reset) {
        if (limit.isPresent()) {
            headers.put("x-ratelimit-limit-" + what, Long.toString(limit.getAsLong()));
            headers.put("x-ratelimit-remaining-" + what, Long.toString(Math.max(0, limit.getAsLong() - used)));
            headers.put("x-ratelimit-reset-" + what, reset + "s");
        }
    }
}
