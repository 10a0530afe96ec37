package io.ambo.platform;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/**
 * The CPU priority of a thread relative to others of the process. Java's own priorities have no effect on Linux without
 * options and privileges; the kernel keeps nice values per thread there, and any process may increase them.
 */
final class ThreadPriority {

    /** This nice value gives a thread about a tenth of the CPU time of one with 0, by which it is also preempted. */
    static final int LOW = 10;

    private static final int PRIO_PROCESS = 0;
    private static final int PRESENT_THREAD = 0;

    private ThreadPriority() {}

    /**
     * Lowers the current thread's priority permanently. Not for virtual threads: it would lower their carrier's.
     *
     * @return whether it was lowered: on Linux, if native access is permitted
     */
    static boolean lower() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return false;
        }
        try {
            return setPriority(LOW) == 0;
        } catch (Throwable e) {
            System.getLogger(ThreadPriority.class.getName())
                    .log(System.Logger.Level.DEBUG, "the priority of a thread was not lowered", e);
            return false;
        }
    }

    /** {@code setpriority(2)}; on Linux, process 0 is the current thread. */
    @SuppressWarnings("restricted")
    private static int setPriority(int nice) throws Throwable {
        var linker = Linker.nativeLinker();
        var setPriority = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("setpriority"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        return (int) setPriority.invokeExact(PRIO_PROCESS, PRESENT_THREAD, nice);
    }
}
