package io.ambo.cli;

import java.lang.reflect.Proxy;

/**
 * The signals of POSIX systems. {@code sun.misc.Signal} is in the exported module {@code jdk.unsupported}, but the
 * compiler warns of every mention; so it is asked for by name, and a system without it has no signals.
 */
final class Signals {

    private Signals() {}

    /** Runs something whenever a signal such as {@code HUP} comes; false where there is no such signal. */
    static boolean on(String name, Runnable then) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var proxy = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (_, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            then.run();
                            return null;
                        }
                        return method.invoke(then, arguments);
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException _) {
            return false;
        }
    }
}
