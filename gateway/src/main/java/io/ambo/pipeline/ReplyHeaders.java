package io.ambo.pipeline;

import io.ambo.catalog.Guard;
import io.ambo.format.AnthropicMessages;
import io.ambo.ledger.Attempt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a reply says of itself in its head: which request it answers, who answered, how long it had to wait, and what
 * the limits of the caller's key have left, in the fields that the caller's clients know.
 */
final class ReplyHeaders {

    private static final Pattern UNFIT = Pattern.compile("[^A-Za-z0-9_.\\[\\]$-]");

    private static final String MORE = "...";

    private ReplyHeaders() {}

    static Map<String, String> of(Exchange exchange) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("x-ambo-request-id", exchange.context().id().text());
        if (exchange.context().surface().format() instanceof AnthropicMessages) {
            headers.put("request-id", exchange.context().id().text());
        }
        headers.put("x-ambo-config-version", exchange.context().snapshot().version());
        put(headers, exchange);
        exchange.latest().ifPresent(attempt -> {
            headers.put("x-ambo-model", attempt.destination().id());
            headers.put("x-ambo-destination", attempt.destination().kind().id());
            if (attempt.belowFloor()) {
                headers.put("x-ambo-below-floor", "true");
            }
            if (!attempt.changed().isEmpty()) {
                headers.put("x-ambo-changed", attempt.changed());
            }
        });
        guards(headers, exchange);
        if (exchange.queuePosition() > 0) {
            headers.put("x-ambo-queue-position", Integer.toString(exchange.queuePosition()));
            headers.put("x-ambo-queue-estimate-seconds", Long.toString(exchange.queueSeconds()));
        }
        return headers;
    }

    /** Which guards watch the answer, what they did to it as far as that is known, and the labels that it bears. */
    private static void guards(Map<String, String> headers, Exchange exchange) {
        var guards = exchange.latest().isEmpty()
                ? List.<Guard>of()
                : exchange.rules().guards().all();
        if (guards.isEmpty()) {
            return;
        }
        headers.put("x-ambo-guards", guards.stream().map(Guard::id).collect(Collectors.joining(",")));
        var acted = exchange.guarded().keySet();
        if (!acted.isEmpty()) {
            headers.put("x-ambo-guarded", acted.stream().sorted().collect(Collectors.joining(",")));
        }
        var labels = guards.stream()
                .filter(guard -> guard.rule().isEmpty()
                        || acted.contains(guard.id() + ":" + guard.action().id()))
                .flatMap(guard -> guard.label().stream())
                .distinct()
                .collect(Collectors.joining(","));
        if (!labels.isEmpty()) {
            headers.put("x-ambo-label", labels);
        }
    }

    /** Names of members as a header can carry them: what the caller wrote there may be anything. */
    static String names(List<String> changed) {
        var names = changed.stream()
                .map(name -> UNFIT.matcher(name).replaceAll("?"))
                .collect(Collectors.joining(","));
        var most = Attempt.MOST_CHANGED - MORE.length();
        return names.length() <= Attempt.MOST_CHANGED ? names : names.substring(0, most) + MORE;
    }

    private static void put(Map<String, String> headers, Exchange exchange) {
        var allowance = exchange.allowance();
        var limits = allowance.limits();
        var use = allowance.use();
        var names = exchange.context().surface().format() instanceof AnthropicMessages
                ? new Anthropic(exchange.clock().now())
                : OPENAI;
        put(
                headers,
                names,
                new Limit("requests", limits.requestsPerMinute(), use.requests(), allowance.requestsReset()));
        put(headers, names, new Limit("tokens", limits.tokensPerMinute(), use.tokens(), allowance.tokensReset()));
    }

    private static void put(Map<String, String> headers, Names names, Limit limit) {
        limit.most().ifPresent(most -> {
            headers.put(names.name("limit", limit.what()), Long.toString(most));
            headers.put(names.name("remaining", limit.what()), Long.toString(Math.max(0, most - limit.used())));
            headers.put(names.name("reset", limit.what()), names.reset(limit.reset()));
        });
    }

    /** A limit, and in how many seconds it is as if nothing had been used. */
    private record Limit(String what, OptionalLong most, long used, long reset) {}

    /** How a format's clients want to be told. */
    private interface Names {

        String name(String field, String what);

        String reset(long seconds);
    }

    private static final Names OPENAI = new Names() {
        @Override
        public String name(String field, String what) {
            return "x-ratelimit-" + field + "-" + what;
        }

        @Override
        public String reset(long seconds) {
            return seconds + "s";
        }
    };

    /** {@code now} is what times are told from. */
    private record Anthropic(Instant now) implements Names {
        @Override
        public String name(String field, String what) {
            return "anthropic-ratelimit-" + what + "-" + field;
        }

        @Override
        public String reset(long seconds) {
            return now.plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS).toString();
        }
    }
}
