/**
 * Finds, fetches, starts and watches the process of an engine that runs one open model.
 *
 * <p>Read {@link io.ambo.engine.Engine} first; {@link io.ambo.engine.Supervision} is how it goes on.
 *
 * <p>Promises: nothing is written outside the given home (one short private folder for a socket whose path would be too
 * long excepted); nothing half-fetched is ever taken for whole; the child does not outlive this process; no text of a
 * request reaches a log; the key of a child is on no command line, in no environment and in no string form.
 *
 * <p>Must not know: users' keys, money, prompts, messages for people, configuration files, other modules.
 */
@NullMarked
package io.ambo.engine;

import org.jspecify.annotations.NullMarked;
