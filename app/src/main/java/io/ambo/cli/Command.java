package io.ambo.cli;

/** What one command does. */
interface Command {

    /**
     * Does it.
     *
     * @throws io.ambo.core.Refusal it cannot be done, and why
     */
    ExitCode run();
}
