package io.ambo.engine.host;

import java.time.Duration;
import java.util.List;

/** Why an engine exited. The lines are the last ones of its log and contain nothing of any request. */
public sealed interface ExitCause {

    /** It left by itself. */
    record Exited(int code, List<String> lastLines) implements ExitCause {
        public Exited {
            lastLines = List.copyOf(lastLines);
        }
    }

    /** A signal ended it. */
    record Killed(int signal, List<String> lastLines) implements ExitCause {
        public Killed {
            lastLines = List.copyOf(lastLines);
        }
    }

    /** It did not become ready in time, and was ended. */
    record NeverReady(Duration waited, List<String> lastLines) implements ExitCause {
        public NeverReady {
            lastLines = List.copyOf(lastLines);
        }
    }

    /** It no longer answered its probe, and was ended. */
    record NotHealthy(int missedProbes, List<String> lastLines) implements ExitCause {
        public NotHealthy {
            lastLines = List.copyOf(lastLines);
        }
    }

    /** It slept in its own way and did not wake; it was ended. */
    record NotWoken(List<String> lastLines) implements ExitCause {
        public NotWoken {
            lastLines = List.copyOf(lastLines);
        }
    }

    /** A process that is none of its own listens at the port that it was to take; it was ended. */
    record PortTaken(int port) implements ExitCause {}

    /** The system did not start it. */
    record NotStarted(String detail) implements ExitCause {}

    /** Reads the exit status as the JDK and the shell give it: 128 and a signal's number, or a code. */
    static ExitCause ofStatus(int status, List<String> lastLines) {
        return status > 128 && status < 128 + 65 ? new Killed(status - 128, lastLines) : new Exited(status, lastLines);
    }
}
