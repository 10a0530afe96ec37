package io.ambo.bench;

import java.util.List;

/**
 * Processor time at one moment, in ticks.
 *
 * @param nanos {@link System#nanoTime()}
 * @param proxy of the proxy
 * @param ours of everything that the measurement itself needs: proxy, stand-in, this process
 * @param all of the machine
 */
record Moment(long nanos, long proxy, long ours, long all) {

    static Moment of(List<Long> proxy, List<Long> standIn) {
        var proxyTime = CpuTime.of(proxy);
        var own = CpuTime.of(List.of(ProcessHandle.current().pid()));
        return new Moment(System.nanoTime(), proxyTime, proxyTime + own + CpuTime.of(standIn), CpuTime.busy());
    }

    /** Microseconds of processor time that the proxy used. */
    static double micros(Moment from, Moment to) {
        return (to.proxy - from.proxy) * 1e6 / CpuTime.TICKS;
    }

    /** Seconds of processor time that anything else on the machine used. */
    static double others(Moment from, Moment to) {
        return Math.max(0, (to.all - from.all) - (to.ours - from.ours)) / (double) CpuTime.TICKS;
    }
}
