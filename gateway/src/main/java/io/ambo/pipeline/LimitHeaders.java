package io.ambo.pipeline;

import io.ambo.access.Allowance;
import java.util.Map;
import java.util.OptionalLong;

/** What an answer says of the limits of its caller's key, in the header fields that OpenAI's clients know. */
final class LimitHeaders {

    private LimitHeaders() {}

    static void put(Map<String, String> headers, Allowance allowance) {
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
