package io.ambo.bench;

import java.util.List;

/**
 * Processor time at one moment, in ticks.
 *
 * @param nanos {@link System#nanoTime()}
 * @param proxy of the proxy
 * @param ours of everything that belongs to the measurement: proxy, stand-in, this process
 * @param all of the machine
 */
record Moment(long nanos, long proxy, long ours, long all) {

    static Moment of(List<Long> proxy, List<Long> standIn) {
        var proxyTime = CpuTime.of(proxy);
        var own = CpuTime.of(List.of(ProcessHandle.current().pid()));
        return new Moment(System.nanoTime(), proxyTime, proxyTime + own + CpuTime.of(standIn), CpuTime.busy());
    }

    /** Processor time of the proxy in microseconds. */
    static double micros(Moment from, Moment to) {
        return (to.proxy - from.proxy) * 1e6 / CpuTime.TICKS;
    }

    /** Processor time of everything else on the machine in seconds. */
    static double others(Moment from, Moment to) {
        return Math.max(0, (to.all - from.all) - (to.ours - from.ours)) / (double) CpuTime.TICKS;
    }
}
