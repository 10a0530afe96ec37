package io.ambo.platform;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.LongSupplier;

/**
 * The metrics of the running program, and their text for Prometheus.
 *
 * <p>Request a counter, a distribution or a gauge once, and keep it. Label values must come from a small closed set,
 * never from a caller's input. There are no exemplars: the text format has no place for them, and each would set a
 * timer.
 */
public final class Telemetry {

    /** The media type of {@link #text()}. */
    public static final String MEDIA_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private final PrometheusRegistry registry = new PrometheusRegistry();

    /** A sum that only grows. */
    public interface Counter {
        void add(double amount, String... labels);
    }

    /** A histogram of values. */
    public interface Distribution {
        void observe(double value, String... labels);
    }

    /**
     * Registers a counter.
     *
     * @param name in Prometheus' spelling, without {@code _total}
     * @param labels the label names, in the order in which {@link Counter#add} takes their values
     */
    public Counter counter(String name, String help, String... labels) {
        var counter = io.prometheus.metrics.core.metrics.Counter.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
        return (amount, values) -> {
            CounterDataPoint point = counter.labelValues(values);
            point.inc(amount);
        };
    }

    /** Registers a histogram with these upper bounds of its buckets. */
    public Distribution distribution(String name, String help, double[] bounds, String... labels) {
        var histogram = io.prometheus.metrics.core.metrics.Histogram.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .classicOnly()
                .classicUpperBounds(bounds)
                .register(registry);
        return (value, values) -> {
            DistributionDataPoint point = histogram.labelValues(values);
            point.observe(value);
        };
    }

    /** Registers a gauge whose value is computed on demand. */
    public void gauge(String name, String help, LongSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call((double) value.getAsLong()))
                .register(registry);
    }

    /** Registers a counter whose value is kept elsewhere and read on demand. */
    public void counter(String name, String help, LongSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call((double) value.getAsLong()))
                .register(registry);
    }

    /** All metrics in Prometheus' text format, UTF-8. */
    public byte[] text() {
        var bytes = new ByteArrayOutputStream(8192);
        try {
            PrometheusTextFormatWriter.create().write(bytes, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
