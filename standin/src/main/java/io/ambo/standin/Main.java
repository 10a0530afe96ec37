package io.ambo.standin;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The stand-in as a program: prints the line {@code ready ADDRESS} when it is ready. */
public final class Main {
    private static final int MISUSE = 2;
    private static final int FAILED = 1;

    private Main() {}

    /** Starts it; exits with 2 for an invalid command line, 1 if it cannot listen. */
    public static void main(String... words) throws InterruptedException, IOException {
        Arguments arguments;
        try {
            arguments = Arguments.of(List.of(words), System.getenv());
        } catch (IllegalArgumentException wrong) {
            System.err.println("standin: " + wrong.getMessage() + "\n\n" + Arguments.USAGE);
            System.exit(MISUSE);
            return;
        }
        System.exit(serve(arguments));
    }

    private static int serve(Arguments arguments) throws InterruptedException, IOException {
        try (StandIn standIn = StandIn.start(arguments.options())) {
            System.out.println("ready " + standIn.address());
            System.out.flush();
            if (arguments.tied()) {
                untilInputEnds();
            } else {
                new CountDownLatch(1).await();
            }
            return 0;
        } catch (IllegalArgumentException wrong) {
            System.err.println("standin: " + wrong.getMessage());
            return MISUSE;
        } catch (IllegalStateException failed) {
            System.err.println("standin: " + failed.getMessage());
            return FAILED;
        }
    }

    private static void untilInputEnds() throws IOException {
        byte[] ignored = new byte[256];
        while (System.in.read(ignored) >= 0) {
            // what is said there means nothing; only its end does
        }
    }
}
