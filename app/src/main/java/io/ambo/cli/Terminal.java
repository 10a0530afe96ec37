package io.ambo.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Where a command reads and writes, and what is around it.
 *
 * @param out for data
 * @param err for talk
 * @param interactive whether a person sits before it; asked only when it matters
 * @param screen whether standard output is a terminal, so that control characters would steer it
 */
public record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        BooleanSupplier interactive,
        BooleanSupplier screen) {

    private static final int USUAL_WIDTH = 96;
    private static final int LEAST_WIDTH = 60;
    private static final int MOST_WIDTH = 100;

    public Terminal {
        environment = Map.copyOf(environment);
    }

    /** The process's own. */
    public static Terminal system() {
        return new Terminal(
                System.in,
                StandardOutput.system(),
                System.err,
                System.getenv(),
                Terminal::personIsThere,
                () -> StandardOutput.isTerminal(Terminal::personIsThere));
    }

    @SuppressWarnings("SystemConsoleNull") // JDK 25 went back to the console that is null where there is no terminal
    private static boolean personIsThere() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    /** Whether what was written to standard output did not arrive because its reader has closed the pipe. */
    boolean readerLeft() {
        return out instanceof StandardOutput standard && standard.readerLeft();
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Whether text may be made bold or dim, and a line be written over. */
    boolean styled() {
        return variable("NO_COLOR").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb")
                && interactive.getAsBoolean();
    }

    /** Columns that text is wrapped to. */
    int width() {
        try {
            return variable("COLUMNS")
                    .map(Integer::parseInt)
                    .map(columns -> Math.clamp(columns, LEAST_WIDTH, MOST_WIDTH))
                    .orElse(USUAL_WIDTH);
        } catch (NumberFormatException _) {
            return USUAL_WIDTH;
        }
    }
}
