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
 * The measures of the running program, and their text for Prometheus.
 *
 * <p>Who measures asks for a counter, a distribution or a gauge once, and keeps it. Values of labels must come from a
 * small closed set: never from what a caller sent. No exemplars are kept: the text format has no place for them, and each
 * would set a timer.
 */
public final class Telemetry {

    /** The media type of {@link #text()}. */
    public static final String MEDIA_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private final PrometheusRegistry registry = new PrometheusRegistry();

    /** A sum that only grows. */
    public interface Counter {
        void add(double amount, String... labels);
    }

    /** How often a value fell where. */
    public interface Distribution {
        void observe(double value, String... labels);
    }

    /**
     * A new counter.
     *
     * @param name in Prometheus' writing, without {@code _total}
     * @param labels the names of the labels, in the order in which {@link Counter#add} takes their values
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

    /** A new distribution over buckets with these upper bounds. */
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

    /** A gauge whose value is asked for when somebody looks. */
    public void gauge(String name, String help, LongSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call((double) value.getAsLong()))
                .register(registry);
    }

    /** A counter that somebody else keeps and that is asked for when somebody looks. */
    public void counter(String name, String help, LongSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call((double) value.getAsLong()))
                .register(registry);
    }

    /** Everything measured so far, in Prometheus' text format, UTF-8. */
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
