/**
 * Starts, watches, restarts and stops the process of one engine that runs one open model.
 *
 * <p>Read {@link io.ambo.engine.process.Engine} first; {@link io.ambo.engine.process.Supervision} is how it goes on.
 *
 * <p>Promises: nothing is written outside the given home (one short private folder for a socket whose path would be too
 * long excepted); the child does not outlive this process; no text of a request reaches a log; the key of a child is on
 * no command line, in no environment and in no string form.
 *
 * <p>Must not know: other engines of the same machine, users' keys, money, prompts, messages for people, configuration
 * files, other modules.
 */
@NullMarked
package io.ambo.engine.process;

import org.jspecify.annotations.NullMarked;
