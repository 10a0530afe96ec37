package io.ambo;

import io.ambo.cli.Ambo;
import io.ambo.cli.Terminal;

/** Where the program begins. */
public final class Main {

    private Main() {}

    /** Does what the command line says; the exit status is one of {@link io.ambo.cli.ExitCode}. */
    public static void main(String... arguments) {
        System.exit(new Ambo(Terminal.system(), new HouseRoof()).run(arguments));
    }
}
