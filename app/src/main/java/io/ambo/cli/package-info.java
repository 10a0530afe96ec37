/**
 * The command line: one class a command, each asking a running server through {@code /api} or working alone.
 *
 * <p>Read {@link io.ambo.cli.Ambo} first, then {@link io.ambo.cli.Session}. It promises data on standard output and talk
 * on standard error, exit codes by class of failure ({@link io.ambo.cli.ExitCode}), every word in both languages, and no
 * wait for a key press without a terminal. It knows no socket of the server and no request's path: what starts a server
 * or answers without one is provided by the program ({@link io.ambo.cli.ServerLauncher}).
 */
@NullMarked
package io.ambo.cli;

import org.jspecify.annotations.NullMarked;
