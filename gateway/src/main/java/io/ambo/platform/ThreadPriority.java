package io.ambo.platform;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/**
 * How much of a busy processor a thread gets beside the others of the process. Java's own priorities do nothing on Linux
 * without options and rights; the kernel's nice values are kept for each thread there and any process may raise them.
 */
final class ThreadPriority {

    /** A nice value of this much: about a tenth of what a thread gets that has 0, and it is preempted when one wakes. */
    static final int LOW = 10;

    private static final int PRIO_PROCESS = 0;
    private static final int PRESENT_THREAD = 0;

    private ThreadPriority() {}

    /**
     * Lowers the present thread's for good; not of a virtual thread, which would lower that of its carrier.
     *
     * @return whether it was done: it is on Linux, if the process may call into native code
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

    /** {@code setpriority(2)}; on Linux, process 0 is the present thread. */
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
