package io.ambo;

import io.ambo.cli.Ambo;
import io.ambo.cli.Terminal;

/** The entry point of the program. */
public final class Main {

    private Main() {}

    /** Runs the command line; the exit status is one of {@link io.ambo.cli.ExitCode}. */
    public static void main(String... arguments) {
        System.exit(new Ambo(Terminal.system(), new LocalServerLauncher()).run(arguments));
    }
}
