package io.ambo.ledger;

import io.ambo.core.DestinationKind;
import io.ambo.platform.Telemetry;
import java.time.Duration;
import java.util.Locale;

/**
 * The ledger's metrics for Prometheus. Names and buckets follow the OpenTelemetry conventions for generative AI where
 * one fits (opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-metrics); the others start with {@code ambo}.
 *
 * <p>Labels hold destinations of the catalogue, kinds and stable codes, never a caller, a tag or a requested name.
 */
final class LedgerMetrics {

    private static final String ANSWERED = "answered";
    private static final double[] SECONDS = {
        0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92
    };
    private static final double MICROS = 1e6;
    private static final double NANOS = 1e9;

    private final Telemetry.Counter requests;
    private final Telemetry.Distribution duration;
    private final Telemetry.Distribution firstToken;
    private final Telemetry.Counter tokens;
    private final Telemetry.Counter cost;
    private final Telemetry.Counter unpriced;
    private final Telemetry.Counter upstreamErrors;

    LedgerMetrics(Telemetry telemetry) {
        requests =
                telemetry.counter("ambo_requests", "Requests that ended.", "outcome", "destination_kind", "error_type");
        duration = telemetry.distribution(
                "gen_ai_server_request_duration_seconds",
                "From the arrival of a request to its end.",
                SECONDS,
                "gen_ai_response_model");
        firstToken = telemetry.distribution(
                "gen_ai_server_time_to_first_token_seconds",
                "From the start of a call to the first byte of its answer.",
                SECONDS,
                "gen_ai_response_model");
        tokens = telemetry.counter(
                "gen_ai_client_token_usage",
                "Tokens of all calls, by kinds that do not overlap.",
                "gen_ai_token_type",
                "gen_ai_response_model");
        cost = telemetry.counter("ambo_cost", "What calls cost.", "currency", "gen_ai_response_model");
        unpriced = telemetry.counter("ambo_unpriced_calls", "Calls whose price is unknown.", "gen_ai_response_model");
        upstreamErrors = telemetry.counter(
                "ambo_upstream_errors", "Calls that were not answered.", "gen_ai_response_model", "error_type");
    }

    /** Counts a closed entry. */
    void closed(Entry entry) {
        requests.add(
                1,
                entry.outcome().name().toLowerCase(Locale.ROOT),
                entry.kind().map(DestinationKind::id).orElse("none"),
                entry.code());
        entry.closedAt()
                .ifPresent(end -> duration.observe(
                        (double) Duration.between(entry.openedAt(), end).toNanos() / NANOS, entry.destination()));
        entry.attempts().forEach(this::count);
    }

    private void count(Attempt attempt) {
        var model = attempt.destination();
        var usage = attempt.usage();
        count(usage.input(), "input", model);
        count(usage.cachedInput(), "cached_input", model);
        count(usage.cacheWrite(), "cache_write", model);
        count(usage.output(), "output", model);
        count(usage.reasoning(), "reasoning", model);
        attempt.cost()
                .ifPresentOrElse(
                        amount -> cost.add((double) amount.nanos() / NANOS, amount.currency(), model),
                        () -> unpriced.add(1, model));
        if (attempt.firstByteMicros() >= 0) {
            firstToken.observe((double) attempt.firstByteMicros() / MICROS, model);
        }
        if (!attempt.outcome().equals(ANSWERED)) {
            upstreamErrors.add(1, model, attempt.outcome());
        }
    }

    private void count(long amount, String type, String model) {
        if (amount > 0) {
            tokens.add((double) amount, type, model);
        }
    }
}
